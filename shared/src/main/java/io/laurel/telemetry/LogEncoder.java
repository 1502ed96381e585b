package io.laurel.telemetry;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines for people, by a pattern, or for machines: one JSON object a line. Made by Logback,
 * as its file says.
 */
public final class LogEncoder extends PatternLayoutEncoder {
  private static final String JSON = "json";

  private boolean json;

  /** {@code json}, or anything else for people; called by Logback. */
  public void setFormat(String format) {
    json = format.equals(JSON);
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return json
        ? (line(event).encode() + "\n").getBytes(StandardCharsets.UTF_8)
        : super.encode(event);
  }

  private static JsonObject line(ILoggingEvent event) {
    Map<String, String> marks = event.getMDCPropertyMap();
    JsonObject line =
        new JsonObject()
            .put("time", Instants.format(Instant.ofEpochMilli(event.getTimeStamp())))
            .put("level", event.getLevel().toString())
            .put("requestId", marks.get(LogMarks.REQUEST))
            .put("traceId", marks.get(LogMarks.TRACE));
    RequestLine request = request(event.getArgumentArray());
    return request == null ? told(line, event) : told(line, request);
  }

  /** What the pattern has no place for stands behind the rest. */
  private static @Nullable RequestLine request(Object @Nullable [] arguments) {
    return arguments != null
            && arguments.length > 0
            && arguments[arguments.length - 1] instanceof RequestLine request
        ? request
        : null;
  }

  private static JsonObject told(JsonObject line, RequestLine request) {
    return line.put("method", request.method())
        .put("route", request.route())
        .put("operation", request.operation())
        .put("status", request.status())
        .put("code", request.code())
        .put("durationMs", request.millis())
        .put("bytes", request.bytes())
        .put("subject", request.subject())
        .put("address", request.address());
  }

  private static JsonObject told(JsonObject line, ILoggingEvent event) {
    line.put("logger", event.getLoggerName()).put("message", event.getFormattedMessage());
    return event.getThrowableProxy() == null
        ? line
        : line.put("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
