package io.laurel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListeningTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8080",
    "localhost, http://localhost:8080",
    "::1, http://[::1]:8080",
    "::, http://[::]:8080",
    "fe80::1%eth0, http://[fe80::1%25eth0]:8080",
  })
  void url_anyHost_isOne(String host, String url) {
    assertThat(Listening.url(host, 8080)).isEqualTo(url);
  }

  @Test
  void url_ipv6_isReadAsOne() {
    URI read = URI.create(Listening.url("::1", 8080));

    assertThat(read.getHost()).isEqualTo("[::1]");
    assertThat(read.getPort()).isEqualTo(8080);
  }
}
