package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerTest {
  private static final String BUSY = "HTTP/1.1 503 Busy\r\n";

  private static String lines(String text) {
    return text.replace("|", "\r\n").replace("\\", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK|, 200",
    "HTTP/1.1 200|, 200",
    "HTTP/1.1 204 |, 204",
    "'HTTP/1.0 500 Oh no, it broke|', 500",
    "HTTP/1.1 999 ?|, 999",
    "HTTP/1.1 101 Switching Protocols|, 101",
    "HTTP/1.1 200 OK\\, 200",
    "HTTP/1.1 100 Continue||HTTP/1.1 202 Accepted|, 202",
    "HTTP/1.1 103 Early Hints|link: </x>||HTTP/1.1 103 Early Hints||HTTP/1.1 410 Gone|, 410"
  })
  void read_atOnceOrByteByByte_status(String text, int status) {
    Answer atOnce = new Answer();
    atOnce.read(Buffer.buffer(lines(text)));
    Answer slowly = new Answer();
    lines(text).chars().forEach(letter -> slowly.read(Buffer.buffer().appendByte((byte) letter)));

    assertThat(atOnce.status()).hasValue(status);
    assertThat(slowly.status()).hasValue(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200|",
        "HTTP/1.1 20 OK|",
        "HTTP/1.1 0200 OK|",
        "HTTP/1.1 099 ?|",
        "HTTP/1.1  200 OK|",
        "ICY 200 OK|",
        "<html>|",
        "|",
        " HTTP/1.1 200 OK|",
        "HTTP/1.1 200OK|"
      })
  void read_noAnswerOfHttp_overAndNoStatus(String text) {
    Answer answer = new Answer();

    assertThat(answer.read(Buffer.buffer(lines(text)))).isTrue();
    assertThat(answer.status()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 100 Continue|",
        "HTTP/1.1 100 Continue||",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK"
      })
  void read_untilTheStatusLineEnds_goesOn(String text) {
    Answer answer = new Answer();

    assertThat(answer.read(Buffer.buffer(lines(text)))).isFalse();
    assertThat(answer.status()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK|, false",
    "HTTP/1.1 200 OK|server: x||, false",
    "HTTP/1.1 200 OK|content-length: 0|, false",
    "HTTP/1.1 200 OK|content-length: 0||, true",
    "HTTP/1.1 200 OK|Content-Length: 2||o, false",
    "HTTP/1.1 200 OK|Content-Length: 2||ok, true",
    "HTTP/1.1 200 OK|Content-Length: two||ok, false",
    "HTTP/1.1 204 No Content||, true",
    "HTTP/1.1 304 Not Modified||, true",
    "HTTP/1.1 200 OK|transfer-encoding: chunked||2|ok|, false",
    "HTTP/1.1 200 OK|transfer-encoding: chunked||2|ok|0||, true",
    "HTTP/1.1 200 OK|transfer-encoding: chunked||0||, true"
  })
  void read_itsOwnEnd_over(String text, boolean over) {
    assertThat(new Answer().read(Buffer.buffer(lines(text)))).isEqualTo(over);
  }

  @Test
  void read_moreThanFourKibibytes_overByTheStatusItHas() {
    Answer answer = new Answer();

    assertThat(answer.read(Buffer.buffer("HTTP/1.1 200 OK\r\nx: " + "x".repeat(4_075)))).isFalse();
    assertThat(answer.read(Buffer.buffer("xx"))).isTrue();
    assertThat(answer.status()).hasValue(200);
  }

  @Test
  void read_noLineInFourKibibytes_overWithoutStatus() {
    Answer answer = new Answer();

    assertThat(answer.read(Buffer.buffer("x".repeat(100_000)))).isTrue();
    assertThat(answer.read(Buffer.buffer("HTTP/1.1 200 OK\r\n"))).isTrue();
    assertThat(answer.status()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after: 7||, 7",
    "Retry-After:7||, 7",
    "x: 1|RETRY-AFTER: \t 7 \t|y: 2||, 7",
    "retry-after: 7|retry-after: 8||, 7",
    "retry-after: 7|, 7",
    "retry-after: 7,",
    "x-retry-after: 7||,",
    "x: retry-after: 7||,",
    "x: 1||retry-after: 7|,"
  })
  void retryAfter_fieldOfTheHead_asSent(String fields, String value) {
    Answer answer = new Answer();
    answer.read(Buffer.buffer(BUSY + lines(fields)));

    assertThat(answer.retryAfter()).isEqualTo(value);
  }
}
