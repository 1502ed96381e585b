package io.laurel.gateway;

import io.laurel.bus.RequestId;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.http.AccessLog;
import io.laurel.http.AccessLog.Asked;
import io.laurel.http.AccessLog.Became;
import io.laurel.http.Answer;
import io.laurel.security.Principal;
import io.laurel.telemetry.CallTimers;
import io.laurel.telemetry.LogMarks;
import io.laurel.telemetry.StatusClass;
import io.laurel.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * First on each request's way: gives it its id, and when it is answered takes down its time and
 * writes one line. Both name the route and the operation, never the path or query as sent: these
 * hold ids and whatever a client invents.
 */
final class RequestLog implements Handler<RoutingContext> {
  private static final CallTimers.Kind<StatusClass> REQUESTS =
      new CallTimers.Kind<>(
          "laurel_http_request_duration",
          "HTTP requests, from the head to the end of the answer",
          "operation",
          "status_class",
          StatusClass.SUCCEEDED);

  private static final String NOTES = "notes";
  private static final String NO_ROUTE = "-";

  private final AccessLog log;

  /** What is known of a request so far. */
  private static final class Notes {
    private final String id;
    private String route = NO_ROUTE;
    private String operation = Asked.NO_OPERATION;
    private @Nullable String code;
    private @Nullable String subject;
    private @Nullable String address;

    Notes(String id) {
      this.id = id;
    }
  }

  /** Takes requests down there. */
  RequestLog(AccessLog log) {
    this.log = log;
  }

  /**
   * Where all requests of a process are taken down: under the name by which {@code logback.xml}
   * turns the lines off or sends them elsewhere, and among the metrics.
   */
  static AccessLog of(Contract contract, MeterRegistry metrics) {
    CallTimers<StatusClass> timers = new CallTimers<>(metrics, REQUESTS);
    timers.of(Asked.NO_OPERATION);
    contract.operations().stream().map(Operation::id).forEach(timers::of);
    return new AccessLog(
        "io.laurel.gateway.access",
        (operation, status, nanos) -> timers.of(operation).took(status, nanos));
  }

  @Override
  public void handle(RoutingContext context) {
    begin(context);
    context.next();
  }

  /** The id of this request; also where it was refused before this handler saw it. */
  String idOf(RoutingContext context) {
    return context.get(NOTES) == null ? begin(context) : id(context);
  }

  /** The id of a request that this handler has seen. */
  static String id(RoutingContext context) {
    return notes(context).id;
  }

  private static Notes notes(RoutingContext context) {
    return context.get(NOTES);
  }

  /** Notes the path template, for this line. */
  static void routed(RoutingContext context, String template) {
    notes(context).route = template;
    context.request().routed(template);
  }

  /** Notes what is asked for, for the metric and the trace. */
  static void asked(RoutingContext context, Operation operation) {
    notes(context).operation = operation.id();
    Traces.name(operation.id());
  }

  /** Notes where it comes from. */
  static void from(RoutingContext context, ClientAddress.Client client) {
    notes(context).address = client.address();
  }

  /** Notes who asks, as a token proved. */
  static void by(RoutingContext context, Principal principal) {
    notes(context).subject = principal.isAnonymous() ? null : principal.userId();
  }

  /** Notes why it is refused. */
  static void refused(RoutingContext context, Failure failure) {
    notes(context).code = failure.code();
  }

  private String begin(RoutingContext context) {
    String id = RequestId.orNew(context.request().getHeader(Answer.REQUEST_ID));
    Notes notes = new Notes(id);
    context.put(NOTES, notes);
    Answer.prepare(context.response(), id);
    LogMarks marks = LogMarks.of(id);
    long start = System.nanoTime();
    context.addEndHandler(
        end ->
            log.write(
                marks,
                new Asked(context.request().method().name(), notes.route, notes.operation),
                status(context, end.succeeded()),
                became(context, notes),
                start));
    return id;
  }

  private static Became became(RoutingContext context, Notes notes) {
    String address = notes.address;
    if (address == null && context.request().remoteAddress() != null) {
      // What is no operation is nobody's limit, and whom a proxy names is not asked.
      address = context.request().remoteAddress().hostAddress();
    }
    return new Became(notes.code, context.response().bytesWritten(), notes.subject, address);
  }

  /** A client that left before its answer has none. */
  private static int status(RoutingContext context, boolean answered) {
    return answered && context.response().ended()
        ? context.response().getStatusCode()
        : AccessLog.GONE;
  }
}
