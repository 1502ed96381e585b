package io.laurel.gateway;

import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.Sender;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** One operation over HTTP: body limit, token, message, admission, call, answer. */
final class OperationHandler implements Handler<RoutingContext> {
  private final Vertx vertx;
  private final Operation operation;
  private final RequestReader reader;
  private final BodyReader bodies;
  private final TokenVerifier verifier;
  private final ClientAddress addresses;
  private final Service service;

  /** What answers an admitted message. */
  @FunctionalInterface
  interface Service {
    /** Calls the operation; the sender has no token where anyone is admitted. */
    Future<Reply> call(Operation operation, JsonObject message, Sender sender);
  }

  OperationHandler(
      Vertx vertx,
      Operation operation,
      BodyReader bodies,
      TokenVerifier verifier,
      ClientAddress addresses,
      Service service) {
    this.vertx = vertx;
    this.operation = operation;
    this.reader = new RequestReader(operation);
    this.bodies = bodies;
    this.verifier = verifier;
    this.addresses = addresses;
    this.service = service;
  }

  @Override
  public void handle(RoutingContext context) {
    bodies
        .read(context.request(), operation.maxBodyBytes())
        .compose(body -> answer(context, body))
        .onSuccess(reply -> write(context, reply))
        .onFailure(context::fail);
  }

  private Future<Reply> answer(RoutingContext context, Buffer body) {
    if (operation.access().open()) {
      // Whatever token is sent: an expired one must not keep its owner from signing in.
      return call(context, body, null, Principal.ANONYMOUS);
    }
    String token = BearerToken.of(context.request());
    return verifier.verify(token).compose(principal -> call(context, body, token, principal));
  }

  private Future<Reply> call(
      RoutingContext context, Buffer body, String token, Principal principal) {
    JsonObject message = reader.read(context.request(), body);
    return operation
        .admit(vertx, principal, message)
        .compose(
            admitted -> {
              if (operation.body() != null && operation.body().required() && body.length() == 0) {
                throw Failure.invalidRequest("", "a JSON body is required");
              }
              // The message goes on as sent, without the defaults: the service has its own
              // contract, perhaps of another version.
              return service.call(
                  operation, message, new Sender(token, RequestLog.id(context), origin(context)));
            });
  }

  private Origin origin(RoutingContext context) {
    HttpServerRequest request = context.request();
    return new Origin(
        addresses.of(
            request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For")),
        request.getHeader(HttpHeaders.USER_AGENT));
  }

  private void write(RoutingContext context, Reply reply) {
    try {
      ResponseWriter.success(context, operation.success(), reply);
    } catch (RuntimeException e) {
      context.fail(e);
    }
  }
}
