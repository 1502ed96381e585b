package io.laurel.gateway;

import io.laurel.contract.Operation;
import io.laurel.failure.BodyFailures;
import io.laurel.rate.Rates;
import io.laurel.rate.Standing;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one operation decides by the head of a request alone, before anything of its body is kept.
 */
final class HeadCheck {
  private final Operation operation;
  private final TokenVerifier verifier;
  private final RateGate rates;

  /**
   * Who sent the request.
   *
   * @param token the access token; null where anyone is admitted
   * @param delay until its address may call again, where the operation itself judges that
   */
  record Caller(@Nullable String token, Principal principal, @Nullable Duration delay) {

    /** Without the token. */
    @Override
    public String toString() {
      return "Caller[" + principal + "]";
    }
  }

  HeadCheck(Operation operation, TokenVerifier verifier, Rates rates) {
    this.operation = operation;
    this.verifier = verifier;
    this.rates = new RateGate(operation.rate(), rates);
  }

  /**
   * Who may send a body, and of what. Fails, in this order, with {@code too-many-requests} of the
   * address, {@code unauthorized}, {@code forbidden}, {@code too-many-requests} of who sent the
   * token, {@code unsupported-media-type}, {@code payload-too-large}.
   */
  Future<Caller> admit(RoutingContext context, ClientAddress.Client client) {
    return Future.succeededFuture(context).compose(head -> admitted(head, client));
  }

  private Future<Caller> admitted(RoutingContext context, ClientAddress.Client client) {
    HttpServerRequest request = context.request();
    Standing address = rates.ofAddress(request, client);
    return caller(request, address == null ? null : address.delay())
        .map(
            caller -> {
              RequestLog.by(context, caller.principal());
              operation.access().check(caller.principal());
              rates.ofSubject(request, address, caller.principal());
              checkBody(request);
              return caller;
            });
  }

  private Future<Caller> caller(HttpServerRequest request, @Nullable Duration delay) {
    if (operation.access().open()) {
      // Whatever token is sent: an expired one must not keep its owner from signing in.
      return Future.succeededFuture(new Caller(null, Principal.ANONYMOUS, delay));
    }
    String token = BearerToken.of(request);
    return verifier.verify(token).map(principal -> new Caller(token, principal, delay));
  }

  private void checkBody(HttpServerRequest request) {
    if (!RequestBody.isAnnounced(request)) {
      return;
    }
    if (operation.body() != null && !RequestBody.isUncertain(request)) {
      JsonMediaType.check(request, operation.body().mediaTypes());
    }
    if (RequestBody.length(request) > operation.maxBodyBytes()) {
      throw BodyFailures.payloadTooLarge(operation.maxBodyBytes());
    }
  }
}
