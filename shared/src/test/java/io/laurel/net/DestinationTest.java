package io.laurel.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "https://Game.Example.com, true, game.example.com, 443, /",
    "http://game.example.com, false, game.example.com, 80, /",
    "https://game.example.com:8443?a=%2F, true, game.example.com, 8443, /?a=%2F",
    "https://game.example.com/a/../b//?, true, game.example.com, 443, /a/../b//?",
    "'https://[2606:4700::1]:80/x', true, 2606:4700::1, 80, /x",
    "https://1.1.1.1/x, true, 1.1.1.1, 443, /x"
  })
  void parse_url_takenApart(String url, boolean tls, String host, int port, String target) {
    assertThat(Destination.parse(url)).isEqualTo(new Destination(tls, host, port, target));
  }

  @Test
  void address_ofAName_none() {
    assertThat(Destination.parse("https://game.example.com/").address()).isEmpty();
    assertThat(Destination.parse("https://[::ffff:1.1.1.1]/").address())
        .isEqualTo(Addresses.parse("1.1.1.1"));
  }

  @Test
  void toString_withoutWhatMayBeSecret() {
    assertThat(Destination.parse("https://game.example.com/hooks/s3cret?key=s3cret").toString())
        .contains("game.example.com")
        .doesNotContain("s3cret");
  }
}
