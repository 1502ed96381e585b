package io.laurel.failure;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or fault as its caller sees it: an HTTP status, a stable kebab-case code and a detail
 * that says what to do. The only place where status numbers stand, but for what HTTP itself
 * refuses. As JSON it is a problem (RFC 9457), the same over HTTP and over the bus.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Faults of one message that are told, at most. */
  public static final int MAX_FAULTS = 20;

  /**
   * One fault of a message.
   *
   * @param pointer JSON pointer (RFC 6901) of the field or parameter, missing and unknown ones too
   * @param detail what is wrong with it
   */
  public record Fault(String pointer, String detail) {}

  private final int status;
  private final String code;
  private final String detail;
  private final transient List<Fault> faults;
  private final transient JsonObject extensions;
  private final @Nullable Duration retryAfter;

  /** A failure as it was told elsewhere. */
  Failure(
      int status,
      String code,
      String detail,
      List<Fault> faults,
      JsonObject extensions,
      @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.faults = List.copyOf(faults);
    this.extensions = extensions;
    this.retryAfter = retryAfter;
  }

  /**
   * A failure that only one protocol knows, made by the one class that makes such; all others are
   * made by the methods below.
   *
   * @param status 400 to 599
   */
  public static Failure of(int status, String code, String detail) {
    return later(status, code, detail, null);
  }

  private static Failure later(int status, String code, String detail, @Nullable Duration wait) {
    return new Failure(status, code, detail, List.of(), new JsonObject(), wait);
  }

  /** 400 {@code invalid-request}: the message does not fit the contract; one fault each. */
  public static Failure invalidRequest(List<Fault> faults) {
    String detail = "The request does not fit the contract; see errors.";
    return new Failure(400, "invalid-request", detail, faults, new JsonObject(), null);
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

  /** 409 with a code of its own: the object's present state does not allow it. */
  public static Failure conflict(String code, String detail) {
    return of(409, code, detail);
  }

  /** 412 with a code of its own: the object is not the one that the request's header names. */
  public static Failure preconditionFailed(String code, String detail) {
    return of(412, code, detail);
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
    return later(
        429,
        "too-many-attempts",
        "Too many failed attempts. Wait as long as Retry-After says.",
        Duration.ofSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds()));
  }

  /** 429 {@code too-many-requests}: more within a while than anybody may send. */
  public static Failure tooManyRequests(Duration wait) {
    return later(
        429, "too-many-requests", "Too many requests. Wait as long as Retry-After says.", wait);
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

  /** 503 {@code unavailable}: nobody serves this now. */
  public static Failure unavailable(String detail, Duration retryAfter) {
    return later(503, "unavailable", detail, retryAfter);
  }

  /** 503 {@code overloaded}: more at once than we take. */
  public static Failure overloaded(String detail, Duration retryAfter) {
    return later(503, "overloaded", detail, retryAfter);
  }

  /** 504 {@code deadline-exceeded}: no answer in time; the work may have been done or not. */
  public static Failure deadlineExceeded() {
    return of(
        504,
        "deadline-exceeded",
        "No answer in time. Repeat it with the same Idempotency-Key to be safe.");
  }

  /** The same refusal with one more member in its problem. */
  public Failure with(String name, Object value) {
    return new Failure(
        status, code, detail, faults, extensions.copy().put(name, value), retryAfter);
  }

  /** The failure a problem describes; anything that is none is {@link #internal()}. */
  public static Failure fromProblem(@Nullable String json) {
    return ProblemCodec.decode(json);
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

  /** Whether the fault is ours: whatever the caller changes, it stays. */
  public boolean isFault() {
    return status >= 500;
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
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What {@link #with} added. */
  JsonObject extensions() {
    return extensions;
  }

  /** This failure as a problem (RFC 9457), without {@code instance}. */
  public JsonObject toProblem(String requestId) {
    return ProblemCodec.encode(this, requestId);
  }
}
