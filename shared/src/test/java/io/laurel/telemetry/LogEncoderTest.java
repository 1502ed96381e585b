package io.laurel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
  private static final RequestLine REQUEST =
      new RequestLine(
          "GET",
          "/api/v1/events/{eventId}",
          "event.get",
          404,
          "event-not-found",
          1_234_567,
          321,
          "usr_1",
          "192.0.2.1");

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("io.laurel.trial");

  private String encoded(String format, Throwable thrown, String message, Object... arguments) {
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setPattern("%level %msg%n");
    encoder.start();
    LoggingEvent event =
        new LoggingEvent(
            LogEncoderTest.class.getName(), logger, Level.INFO, message, thrown, arguments);
    event.setTimeStamp(1_764_000_000_123L);
    event.setMDCPropertyMap(Map.of("requestId", "req_1"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void encode_plain_isThePattern_withoutWhatIsForMachines() {
    assertThat(encoded("plain", null, "{} {} us", "GET", 1_234, REQUEST).strip())
        .isEqualTo("INFO GET 1234 us");
  }

  @Test
  void encode_requestAsJson_hasExactlyTheFields() {
    String line = encoded("json", null, "{} us", 1_234, REQUEST);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    assertThat(new JsonObject(line))
        .isEqualTo(
            new JsonObject()
                .put("time", "2025-11-24T16:00:00.123Z")
                .put("level", "INFO")
                .put("requestId", "req_1")
                .putNull("traceId")
                .put("method", "GET")
                .put("route", "/api/v1/events/{eventId}")
                .put("operation", "event.get")
                .put("status", 404)
                .put("code", "event-not-found")
                .put("durationMs", 1.234)
                .put("bytes", 321)
                .put("subject", "usr_1")
                .put("address", "192.0.2.1"));
  }

  @Test
  void encode_anythingElseAsJson_isOneLineWithItsStack() {
    String line = encoded("json", new IllegalStateException("a\nb"), "first\nsecond {}", 7);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    JsonObject told = new JsonObject(line);
    assertThat(told.getString("logger")).isEqualTo("io.laurel.trial");
    assertThat(told.getString("message")).isEqualTo("first\nsecond 7");
    assertThat(told.getString("stack")).contains("IllegalStateException: a", "LogEncoderTest");
  }
}
