package io.laurel.gateway;

import io.laurel.bus.Deadline;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.Sender;
import io.laurel.contract.Operation;
import io.laurel.contract.Streamed;
import io.laurel.failure.Failure;
import io.laurel.gateway.ClientAddress.Client;
import io.laurel.gateway.HeadCheck.Caller;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One operation over HTTP: head, body, message, admission, call, answer. */
final class OperationHandler implements Handler<RoutingContext> {
  private final Surroundings surroundings;
  private final Operation operation;
  private final HeadCheck head;
  private final Service service;
  private final Duration patience;
  private final RequestReader reader;
  private final OffSwitch offSwitch;
  private final @Nullable RowFormats formats;

  /** What answers an admitted message. */
  @FunctionalInterface
  interface Service {
    /** Calls the operation; the sender has no token where anyone is admitted. */
    Future<Reply> call(Operation operation, JsonObject message, Sender sender, Duration within);
  }

  /** What the operations of one verticle share. */
  record Surroundings(Vertx vertx, BodyReader bodies, BodyBudget budget, ClientAddress addresses) {}

  /** A message, and the same with the contract's defaults. */
  private record Admitted(JsonObject message, JsonObject complete) {}

  /**
   * A handler.
   *
   * @param patience from the end of the body to the answer
   */
  OperationHandler(
      Surroundings surroundings,
      Operation operation,
      HeadCheck head,
      Service service,
      Duration patience) {
    this.surroundings = surroundings;
    this.operation = operation;
    this.head = head;
    this.service = service;
    this.patience = patience;
    this.reader = new RequestReader(surroundings.vertx(), operation);
    this.offSwitch = OffSwitch.of(operation);
    Streamed streamed = operation.success().streamed();
    this.formats = streamed == null ? null : RowFormats.of(streamed);
  }

  @Override
  public void handle(RoutingContext context) {
    RequestLog.asked(context, operation);
    HttpServerRequest request = context.request();
    BodyReader.hold(request);
    BodyBudget.Share share = surroundings.budget().share();
    Client client = surroundings.addresses().of(request);
    RequestLog.from(context, client);
    head.admit(context, client)
        .compose(
            caller ->
                surroundings
                    .bodies()
                    .read(request, operation.maxBodyBytes(), share)
                    .compose(body -> answer(context, client, caller, body, share)))
        .onComplete(answered -> share.release())
        .recover(refusal -> offSwitch.unlessOff(refusal, () -> ask(context, client)))
        .onFailure(context::fail);
  }

  /** What the service says to a message that it can only refuse. */
  private Future<Reply> ask(RoutingContext context, Client client) {
    Sender sender = new Sender(null, RequestLog.id(context), origin(context, client, null));
    return service.call(operation, new JsonObject(), sender, patience);
  }

  private Future<Void> answer(
      RoutingContext context, Client client, Caller caller, Buffer body, BodyBudget.Share share) {
    Deadline deadline = Deadline.in(patience);
    Future<Admitted> admission = admit(context.request(), caller, body);
    // Who waits no longer for a worker has not taken the body from it.
    share.keepUntil(admission);
    Origin origin = origin(context, client, caller.delay());
    Sender sender = new Sender(caller.token(), RequestLog.id(context), origin);
    return deadline
        .of(admission)
        .compose(
            admitted ->
                formats == null
                    // The message goes on as sent, without the defaults: the service has its own
                    // contract, perhaps of another version.
                    ? service
                        .call(operation, admitted.message(), sender, deadline.left())
                        .map(reply -> write(context, reply))
                    : stream(formats, context, admitted, sender, deadline));
  }

  private static Origin origin(RoutingContext context, Client client, @Nullable Duration delay) {
    String agent = context.request().getHeader(HttpHeaders.USER_AGENT);
    return new Origin(client.address(), agent, delay);
  }

  private Future<Admitted> admit(HttpServerRequest request, Caller caller, Buffer body) {
    if (body.length() > 0 && operation.body() != null && RequestBody.isUncertain(request)) {
      JsonMediaType.check(request, operation.body().mediaTypes());
    }
    boolean missing = body.length() == 0 && operation.body() != null && operation.body().required();
    return reader
        .read(request, body)
        .compose(
            message ->
                operation
                    .admit(surroundings.vertx(), caller.principal(), message)
                    .map(complete -> new Admitted(message, complete)))
        .map(
            admitted -> {
              if (missing) {
                throw Failure.invalidRequest("", "a JSON body is required");
              }
              return admitted;
            });
  }

  private Void write(RoutingContext context, Reply reply) {
    ResponseWriter.success(context, operation, reply);
    return null;
  }

  /** What fails before the first row is an ordinary problem. */
  private Future<Void> stream(
      RowFormats formats,
      RoutingContext context,
      Admitted admitted,
      Sender sender,
      Deadline deadline) {
    if (context.request().version() == HttpVersion.HTTP_1_0) {
      throw Failure.invalidRequest(
          "", "needs HTTP/1.1: before it, an answer that broke off looks complete");
    }
    JsonObject message = admitted.message();
    RowFormat format = formats.wanted(context.request(), admitted.complete());
    // Each page is a call of its own, and has a deadline of its own.
    RowStream.Pages pages =
        cursor ->
            service.call(operation, message.copy().put(Streamed.CURSOR, cursor), sender, patience);
    return service
        .call(operation, message, sender, deadline.left())
        .map(
            first -> {
              new RowStream(context, operation, format, pages).begin(first);
              return null;
            });
  }
}
