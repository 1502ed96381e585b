package io.laurel.gateway;

import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.Sender;
import io.laurel.contract.Operation;
import io.laurel.contract.Streamed;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** One operation over HTTP: body limit, token, message, admission, call, answer. */
final class OperationHandler implements Handler<RoutingContext> {
  private final Vertx vertx;
  private final Operation operation;
  private final RequestReader reader;
  private final BodyReader bodies;
  private final TokenVerifier verifier;
  private final ClientAddress addresses;
  private final Service service;
  private final Map<String, RowFormat> formats;

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
    Streamed streamed = operation.success().streamed();
    this.formats = streamed == null ? Map.of() : RowFormat.of(streamed);
  }

  @Override
  public void handle(RoutingContext context) {
    bodies
        .read(context.request(), operation.maxBodyBytes())
        .compose(body -> answer(context, body))
        .onFailure(context::fail);
  }

  private Future<Void> answer(RoutingContext context, Buffer body) {
    if (operation.access().open()) {
      // Whatever token is sent: an expired one must not keep its owner from signing in.
      return call(context, body, null, Principal.ANONYMOUS);
    }
    String token = BearerToken.of(context.request());
    return verifier.verify(token).compose(principal -> call(context, body, token, principal));
  }

  private Future<Void> call(
      RoutingContext context, Buffer body, String token, Principal principal) {
    JsonObject message = reader.read(context.request(), body);
    return operation
        .admit(vertx, principal, message)
        .compose(
            admitted -> {
              if (operation.body() != null && operation.body().required() && body.length() == 0) {
                throw Failure.invalidRequest("", "a JSON body is required");
              }
              Sender sender = new Sender(token, RequestLog.id(context), origin(context));
              return formats.isEmpty()
                  // The message goes on as sent, without the defaults: the service has its own
                  // contract, perhaps of another version.
                  ? service.call(operation, message, sender).map(reply -> write(context, reply))
                  : stream(context, format(admitted), message, sender);
            });
  }

  private Void write(RoutingContext context, Reply reply) {
    ResponseWriter.success(context, operation.success(), reply);
    return null;
  }

  private RowFormat format(JsonObject admitted) {
    return formats.get(admitted.getString(operation.success().streamed().parameter()));
  }

  /** What fails before the first row is an ordinary problem. */
  private Future<Void> stream(
      RoutingContext context, RowFormat format, JsonObject message, Sender sender) {
    if (context.request().version() == HttpVersion.HTTP_1_0) {
      throw Failure.invalidRequest(
          "", "needs HTTP/1.1: before it, an answer that broke off looks complete");
    }
    RowStream.Pages pages =
        cursor -> service.call(operation, message.copy().put(Streamed.CURSOR, cursor), sender);
    return service
        .call(operation, message, sender)
        .map(
            first -> {
              new RowStream(context, operation, format, pages).begin(first);
              return null;
            });
  }

  private Origin origin(RoutingContext context) {
    HttpServerRequest request = context.request();
    return new Origin(
        addresses.of(
            request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For")),
        request.getHeader(HttpHeaders.USER_AGENT));
  }
}
