package io.laurel.gateway;

import io.laurel.contract.Operation;
import io.laurel.failure.BodyFailures;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one operation decides by the head of a request alone, before anything of its body is kept.
 */
final class HeadCheck {
  private final Operation operation;
  private final TokenVerifier verifier;

  /**
   * Who sent the request.
   *
   * @param token the access token; null where anyone is admitted
   */
  record Caller(@Nullable String token, Principal principal) {
    private static final Caller ANYONE = new Caller(null, Principal.ANONYMOUS);

    /** Without the token. */
    @Override
    public String toString() {
      return "Caller[" + principal + "]";
    }
  }

  HeadCheck(Operation operation, TokenVerifier verifier) {
    this.operation = operation;
    this.verifier = verifier;
  }

  /**
   * Who may send a body, and of what. Fails, in this order, with {@code unauthorized}, {@code
   * forbidden}, {@code unsupported-media-type}, {@code payload-too-large}.
   */
  Future<Caller> admit(HttpServerRequest request) {
    return Future.succeededFuture(request)
        .compose(this::caller)
        .map(
            caller -> {
              operation.access().check(caller.principal());
              checkBody(request);
              return caller;
            });
  }

  private Future<Caller> caller(HttpServerRequest request) {
    if (operation.access().open()) {
      // Whatever token is sent: an expired one must not keep its owner from signing in.
      return Future.succeededFuture(Caller.ANYONE);
    }
    String token = BearerToken.of(request);
    return verifier.verify(token).map(principal -> new Caller(token, principal));
  }

  private void checkBody(HttpServerRequest request) {
    if (!RequestBody.isAnnounced(request)) {
      return;
    }
    if (operation.body() != null) {
      JsonMediaType.check(request, operation.body().mediaTypes());
    }
    if (RequestBody.length(request) > operation.maxBodyBytes()) {
      throw BodyFailures.payloadTooLarge(operation.maxBodyBytes());
    }
  }
}
