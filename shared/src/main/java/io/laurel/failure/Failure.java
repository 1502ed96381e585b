package io.laurel.failure;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * A refusal or fault as its caller sees it: an HTTP status, a stable kebab-case code and a detail
 * that says what to do. The only place where status numbers stand. As JSON it is a problem (RFC
 * 9457), the same over HTTP and over the bus.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Faults of one message that are told, at most. */
  public static final int MAX_FAULTS = 20;

  /** Where problem types stand: {@code type} is this and the code. */
  private static final String TYPE_PREFIX = "/problems/";

  private static final List<String> OWN_FIELDS =
      List.of(
          "type",
          "title",
          "status",
          "code",
          "detail",
          "instance",
          "requestId",
          "errors",
          "retryAfter");

  /**
   * One fault of a message.
   *
   * @param pointer JSON pointer (RFC 6901) of the field or parameter, missing and unknown ones too
   * @param detail what is wrong with it
   */
  public record Fault(String pointer, String detail) {}

  private final int status;
  private final String code;
  private final transient List<Fault> faults;
  private final transient JsonObject extensions;
  private final Duration retryAfter;

  private Failure(
      int status,
      String code,
      String detail,
      List<Fault> faults,
      JsonObject extensions,
      Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.faults = List.copyOf(faults);
    this.extensions = extensions;
    this.retryAfter = retryAfter;
  }

  private static Failure of(int status, String code, String detail) {
    return new Failure(status, code, detail, List.of(), new JsonObject(), null);
  }

  /** 400 {@code invalid-request}: the message does not fit the contract; one fault each. */
  public static Failure invalidRequest(List<Fault> faults) {
    return new Failure(
        400,
        "invalid-request",
        "The request does not fit the contract; see errors.",
        faults,
        new JsonObject(),
        null);
  }

  /** 400 {@code invalid-request} with one fault. */
  public static Failure invalidRequest(String pointer, String detail) {
    return invalidRequest(List.of(new Fault(pointer, detail)));
  }

  /** Fails with {@code invalid-request} where there is a fault; tells the first of many. */
  public static void throwIfAny(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw invalidRequest(faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
    }
  }

  /** 400 with a code of its own. */
  public static Failure badRequest(String code, String detail) {
    return of(400, code, detail);
  }

  /** 400 {@code malformed-request}: this is no HTTP. */
  public static Failure malformedRequest() {
    return badRequest("malformed-request", "This is no well-formed HTTP request.");
  }

  /** 401 {@code unauthorized}: no valid access token. */
  public static Failure unauthorized() {
    return unauthorized(
        "unauthorized", "Send a valid access token: Authorization: Bearer <token>.");
  }

  /** 401 with a code of its own. */
  public static Failure unauthorized(String code, String detail) {
    return of(401, code, detail);
  }

  /** 403 {@code forbidden}: signed in, but none of the caller's roles admits. */
  public static Failure forbidden() {
    return of(403, "forbidden", "Your roles do not admit you to this operation.");
  }

  /** 403 for a reason of its own: the caller's role would do. */
  public static Failure forbidden(String code, String detail) {
    return of(403, code, detail);
  }

  /** 404 {@code not-found}: no such path. */
  public static Failure notFound() {
    return notFound(
        "not-found", "There is nothing at this path. The contract is at /openapi.yaml.");
  }

  /** 404 with a code of its own; another user's object answers the same as none. */
  public static Failure notFound(String code, String detail) {
    return of(404, code, detail);
  }

  /** 405 {@code method-not-allowed}. */
  public static Failure methodNotAllowed() {
    return of(
        405, "method-not-allowed", "This path does not take this method; see the Allow header.");
  }

  /** 408 {@code request-timeout}: the request did not arrive in time. */
  public static Failure requestTimeout() {
    return of(408, "request-timeout", "The request did not arrive in time.");
  }

  /** 409 with a code of its own: the object's present state does not allow it. */
  public static Failure conflict(String code, String detail) {
    return of(409, code, detail);
  }

  /** 412 with a code of its own: the object is not the one that the request's header names. */
  public static Failure preconditionFailed(String code, String detail) {
    return of(412, code, detail);
  }

  /** 413 {@code payload-too-large}; {@code limit} in bytes. */
  public static Failure payloadTooLarge(long limit) {
    return of(413, "payload-too-large", "The body is larger than " + limit + " bytes.");
  }

  /** 414 {@code uri-too-long}. */
  public static Failure uriTooLong() {
    return of(414, "uri-too-long", "The request line is too long.");
  }

  /** 415 {@code unsupported-media-type}; {@code detail} names what is wrong and what to send. */
  public static Failure unsupportedMediaType(String detail) {
    return of(415, "unsupported-media-type", detail);
  }

  /** 417 {@code expectation-failed}. */
  public static Failure expectationFailed() {
    return of(417, "expectation-failed", "Only 100-continue can be expected of this server.");
  }

  /** 422 with a code of its own. */
  public static Failure unprocessable(String code, String detail) {
    return of(422, code, detail);
  }

  /** 428 with a code of its own: the request must say by a header what it is about to change. */
  public static Failure preconditionRequired(String code, String detail) {
    return of(428, code, detail);
  }

  /**
   * 429 {@code too-many-attempts}: a secret was guessed wrong too often; a right one waits too.
   *
   * @param wait rounded up to whole seconds, so that whoever waits for it is not early
   */
  public static Failure tooManyAttempts(Duration wait) {
    return new Failure(
        429,
        "too-many-attempts",
        "Too many failed attempts. Wait as long as Retry-After says.",
        List.of(),
        new JsonObject(),
        Duration.ofSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /** 431 {@code header-fields-too-large}. */
  public static Failure headersTooLarge() {
    return of(431, "header-fields-too-large", "The header fields are too large.");
  }

  /**
   * 500 {@code internal}: our fault; what happened stands in the log under the request id, never in
   * the answer.
   */
  public static Failure internal() {
    return of(
        500,
        "internal",
        "Something went wrong on our side. Quote the request id when you report it.");
  }

  /** 501 {@code not-implemented}: something of HTTP that this server does not know. */
  public static Failure notImplemented(String detail) {
    return of(501, "not-implemented", detail);
  }

  /** 503 {@code unavailable}: nobody serves this now; {@code retryAfter} is not null. */
  public static Failure unavailable(String detail, Duration retryAfter) {
    return new Failure(503, "unavailable", detail, List.of(), new JsonObject(), retryAfter);
  }

  /** 503 {@code overloaded}: more at once than we take; {@code retryAfter} is not null. */
  public static Failure overloaded(String detail, Duration retryAfter) {
    return new Failure(503, "overloaded", detail, List.of(), new JsonObject(), retryAfter);
  }

  /** 504 {@code deadline-exceeded}: no answer in time; the work may have been done or not. */
  public static Failure deadlineExceeded() {
    return of(
        504,
        "deadline-exceeded",
        "No answer in time. Repeat it with the same Idempotency-Key to be safe.");
  }

  /** 505 {@code http-version-not-supported}. */
  public static Failure httpVersionNotSupported() {
    return of(505, "http-version-not-supported", "Use HTTP/1.1, or HTTP/1.0.");
  }

  /** The same refusal with one more member in its problem. */
  public Failure with(String name, Object value) {
    return new Failure(
        status, code, getMessage(), faults, extensions.copy().put(name, value), retryAfter);
  }

  /** The failure a problem describes; anything that is none is {@link #internal()}. */
  public static Failure fromProblem(String json) {
    JsonObject problem;
    try {
      problem = new JsonObject(json);
      JsonObject extensions = problem.copy();
      OWN_FIELDS.forEach(extensions::remove);
      List<Fault> faults =
          problem.getJsonArray("errors", new JsonArray()).stream()
              .map(JsonObject.class::cast)
              .map(fault -> new Fault(fault.getString("pointer"), fault.getString("detail")))
              .toList();
      Integer seconds = problem.getInteger("retryAfter");
      int status = problem.getInteger("status");
      if (status < 400 || status > 599) {
        return internal();
      }
      return new Failure(
          status,
          problem.getString("code"),
          problem.getString("detail"),
          faults,
          extensions,
          seconds == null ? null : Duration.ofSeconds(seconds));
    } catch (RuntimeException e) {
      return internal();
    }
  }

  /** The failure in {@code cause}, or {@link #internal()} where it is none of ours. */
  public static Failure of(Throwable cause) {
    return cause instanceof Failure failure ? failure : internal();
  }

  /** This failure as a failed future. */
  public <T> Future<T> asFuture() {
    return Future.failedFuture(this);
  }

  /** HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** Whether the same call may well succeed a little later: nobody serves it, or not in time. */
  public boolean isTemporary() {
    return status == 503 || status == 504;
  }

  /** Stable kebab-case code. */
  public String code() {
    return code;
  }

  /** The faults of the message; empty for all but {@code invalid-request}. */
  public List<Fault> faults() {
    return faults;
  }

  /** How long the caller should wait before it tries again, or null. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** This failure as a problem (RFC 9457), without {@code instance}. */
  public JsonObject toProblem(String requestId) {
    JsonObject problem =
        new JsonObject()
            .put("type", TYPE_PREFIX + code)
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("code", code)
            .put("detail", getMessage())
            .put("requestId", requestId);
    if (!faults.isEmpty()) {
      JsonArray errors = new JsonArray();
      faults.forEach(
          fault ->
              errors.add(
                  new JsonObject().put("pointer", fault.pointer()).put("detail", fault.detail())));
      problem.put("errors", errors);
    }
    if (retryAfter != null) {
      problem.put("retryAfter", Math.max(1, retryAfter.toSeconds()));
    }
    return problem.mergeIn(extensions);
  }
}
