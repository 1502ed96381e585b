package io.laurel.failure;

import io.laurel.failure.Failure.Fault;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures as problems (RFC 9457), the same over HTTP and over the bus. */
final class ProblemCodec {
  /** Where problem types stand: {@code type} is this and the code. */
  private static final String TYPE_PREFIX = "/problems/";

  private static final String TYPE = "type";
  private static final String TITLE = "title";
  private static final String STATUS = "status";
  private static final String CODE = "code";
  private static final String DETAIL = "detail";
  private static final String INSTANCE = "instance";
  private static final String REQUEST_ID = "requestId";
  private static final String ERRORS = "errors";
  private static final String POINTER = "pointer";
  private static final String RETRY_AFTER = "retryAfter";
  private static final List<String> OWN_FIELDS =
      List.of(TYPE, TITLE, STATUS, CODE, DETAIL, INSTANCE, REQUEST_ID, ERRORS, RETRY_AFTER);

  private ProblemCodec() {}

  /** A failure as a problem, without {@code instance}. */
  static JsonObject encode(Failure failure, String requestId) {
    JsonObject problem =
        new JsonObject()
            .put(TYPE, TYPE_PREFIX + failure.code())
            .put(TITLE, HttpResponseStatus.valueOf(failure.status()).reasonPhrase())
            .put(STATUS, failure.status())
            .put(CODE, failure.code())
            .put(DETAIL, failure.getMessage())
            .put(REQUEST_ID, requestId);
    if (!failure.faults().isEmpty()) {
      problem.put(
          ERRORS, new JsonArray(failure.faults().stream().map(ProblemCodec::json).toList()));
    }
    if (failure.retryAfter() != null) {
      problem.put(RETRY_AFTER, Math.max(1, failure.retryAfter().toSeconds()));
    }
    return problem.mergeIn(failure.extensions());
  }

  private static JsonObject json(Fault fault) {
    return new JsonObject().put(POINTER, fault.pointer()).put(DETAIL, fault.detail());
  }

  /** The failure a problem describes; anything that is none is {@code internal}. */
  static Failure decode(@Nullable String text) {
    if (text == null) {
      return Failure.internal();
    }
    try {
      JsonObject problem = new JsonObject(text);
      int status = problem.getInteger(STATUS);
      return status < 400 || status > 599 ? Failure.internal() : failure(status, problem);
    } catch (RuntimeException e) {
      return Failure.internal();
    }
  }

  private static Failure failure(int status, JsonObject problem) {
    List<Fault> faults =
        problem.getJsonArray(ERRORS, new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(fault -> new Fault(fault.getString(POINTER), fault.getString(DETAIL)))
            .toList();
    Integer seconds = problem.getInteger(RETRY_AFTER);
    JsonObject extensions = problem.copy();
    OWN_FIELDS.forEach(extensions::remove);
    return new Failure(
        status,
        problem.getString(CODE),
        problem.getString(DETAIL),
        faults,
        extensions,
        seconds == null ? null : Duration.ofSeconds(seconds));
  }
}
