package io.laurel.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressPolicyTest {
  private static final Set<Integer> PORTS = Set.of(443, 80);
  private static final EgressPolicy STRICT = new EgressPolicy(false, List.of(), PORTS);
  private static final EgressPolicy PLAIN = new EgressPolicy(true, List.of(), PORTS);

  private static EgressPolicy allowing(String... networks) {
    return new EgressPolicy(true, Stream.of(networks).map(Network::parse).toList(), PORTS);
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://game.example.com",
        "https://game.example.com/",
        "https://game.example.com/hooks/laurel?key=s%C3%A9cret&x=",
        "HTTPS://Game.Example.COM/hooks",
        "https://game.example.com:443/hooks",
        "https://game.example.com:80/hooks",
        "https://game.example.com:/hooks",
        "https://rewards/hooks",
        "https://3com.example.org/",
        "https://xn--bcher-kva.example/",
        "https://1.1.1.1/",
        "https://192.0.0.9/",
        "https://[2606:4700:4700::1111]/",
        "https://[2606:4700:4700::1111]:443/",
        "https://[2001:20::1]/",
        "https://[::ffff:1.1.1.1]/",
        "https://[64:ff9b::1.1.1.1]/",
        "https://localhost.example.com/",
        "https://mylocalhost/",
        "https://example.com/127.0.0.1"
      })
  void fault_publicUrl_none(String url) {
    assertThat(STRICT.fault(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "game.example.com",
        "//game.example.com/",
        "/hooks",
        "https:",
        "https:game.example.com",
        "https:/game.example.com",
        "https://",
        "https:///hooks",
        "https://:443/",
        "ftp://game.example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://game.example.com/",
        " https://game.example.com/",
        "https://game.example.com/ ",
        "https://game.example.com/a b",
        "https://game.example.com/\thooks",
        "https://game.example.com/\r\nx-evil: 1",
        "https://game.example.com\\@127.0.0.1/",
        "https:\\\\game.example.com/",
        "https://game.example.com/%zz",
        "https://game.example.com/{id}",
        "https://game.example.com/h\u00f6oks",
        "https://game.example.com/#top",
        "https://game.example.com/#",
        "https://game.example.com#@127.0.0.1/",
        "https://user@game.example.com/",
        "https://user:pass@game.example.com/",
        "https://@game.example.com/",
        "https://1.1.1.1@game.example.com/",
        "https://game.example.com@127.0.0.1/",
        "https://game.example.com:443@127.0.0.1/",
        "https://game.example.com%40127.0.0.1/",
        "https://game..example.com/",
        "https://.example.com/",
        "https://-game.example.com/",
        "https://game-.example.com/",
        "https://game_1.example.com/",
        "https://game.example.com./",
        "https://./",
        "https://a,b/",
        "https://game.example.com:443:443/",
        "https://game.example.com:https/",
        "https://game.example.com:-443/",
        "https://game.example.com:+443/",
        "https://b\u00fccher.example/",
        "https://ex%61mple.com/",
        "https://%31%32%37.0.0.1/",
        "https://127%2e0.0.1/",
        "https://\u2460\u2461\u2466.0.0.1/",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://127\u30020\uff0e0\uff611/",
        "https://game\u3002example\uff0ecom/",
        "https://[127.0.0.1]/",
        "https://[::1/",
        "https://::1/",
        "https://[::1]x/",
        "https://[::g]/",
        "https://[]/",
        "https://[v1.x]/",
        "https://[2606:4700:4700::1111%25eth0]/",
        "https://[2606:4700:4700::1111%eth0]/"
      })
  void fault_noDestination_said(String url) {
    assertThat(STRICT.fault(url)).isPresent();
    assertThat(allowing("0.0.0.0/0", "::/0").fault(url)).isPresent();
  }

  /** What a browser, curl or libc would take for 127.0.0.1 or the like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0X7F000001",
        "0x7f.1",
        "0x7f.0x0.0x0.0x1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0177.0.0.01",
        "127.0.0.01",
        "127.000.000.001",
        "127.0.0.1.",
        "127.0.0.256",
        "127.0.0.0x1",
        "2852039166",
        "0",
        "0x",
        "1.2.3.4.5",
        "game.example.1",
        "game.example.0x7f",
        "16843009",
        "01.1.1.1"
      })
  void fault_otherSpellingOfAnAddress_refusedWhateverItIs(String host) {
    assertThat(STRICT.fault("https://" + host + "/")).isPresent();
    assertThat(allowing("0.0.0.0/0").fault("https://" + host + "/")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::a9fe:a9fe]",
        "[::ffff:127.0.0.1]",
        "[::FFFF:7F00:1]",
        "[::ffff:169.254.169.254]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a00:1]",
        "[64:ff9b:1::1.1.1.1]",
        "[64:ff9b:1::7f00:1]",
        "[100::1]",
        "[100:0:0:1::1]",
        "[200::1]",
        "[2001::1]",
        "[2001:0:102:304:0:0:80ff:fffe]",
        "[2001:2::1]",
        "[2001:10::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::1]",
        "[2002:101:101::1]",
        "[3fff::1]",
        "[4000::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "LocalHost",
        "game.localhost",
        "a.b.LOCALHOST"
      })
  void fault_whatIsNotPublic_said(String host) {
    assertThat(STRICT.fault("https://" + host + "/hooks"))
        .contains("must lead to the public internet");
    assertThat(PLAIN.fault("http://" + host + ":80/")).isPresent();
  }

  @Test
  void fault_http_onlyWhereItIsAllowed() {
    assertThat(STRICT.fault("http://game.example.com/")).contains("must begin with https://");
    assertThat(PLAIN.fault("http://game.example.com/")).isEmpty();
    assertThat(PLAIN.fault("ftp://game.example.com/")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://game.example.com:8443/",
        "https://game.example.com:0/",
        "https://game.example.com:65979/",
        "https://game.example.com:99999999999/"
      })
  void fault_portThatIsNotNamed_said(String url) {
    assertThat(STRICT.fault(url)).isPresent();
  }

  @Test
  void fault_portsOfTheOperator_insteadOfTheUsualOnes() {
    EgressPolicy policy = new EgressPolicy(true, List.of(), Set.of(8443, 9000));

    assertThat(policy.fault("https://game.example.com:8443/")).isEmpty();
    assertThat(policy.fault("https://game.example.com/"))
        .contains("must have one of these ports: 8443, 9000");
    assertThat(policy.fault("http://game.example.com/")).isPresent();
  }

  @Test
  void fault_length_upToTwoThousandCharacters() {
    String url = "https://game.example.com/";

    assertThat(STRICT.fault(url + "x".repeat(2_000 - url.length()))).isEmpty();
    assertThat(STRICT.fault(url + "x".repeat(2_001 - url.length()))).isPresent();
  }

  @Test
  void fault_nameTooLongForDns_said() {
    assertThat(STRICT.fault("https://" + "x".repeat(63) + ".example.com/")).isEmpty();
    assertThat(STRICT.fault("https://" + "x".repeat(64) + ".example.com/")).isPresent();
    assertThat(STRICT.fault("https://" + "x.".repeat(124) + "example.com/")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, http://127.0.0.1/, true",
    "127.0.0.0/8, http://localhost/, true",
    "127.0.0.0/8, http://game.localhost/, true",
    "127.0.0.0/8, 'http://[::ffff:127.0.0.1]/', true",
    "127.0.0.0/8, 'http://[::127.0.0.1]/', true",
    "127.0.0.0/8, 'http://[::1]/', false",
    "127.0.0.0/8, http://10.0.0.1/, false",
    "127.0.0.0/8, http://2130706433/, false",
    "127.0.0.0/8, http://127.0.0.1./, false",
    "::1, 'http://[::1]/', true",
    "::1, http://localhost/, true",
    "::1, http://127.0.0.1/, false",
    "10.0.0.0/8, http://10.1.2.3/, true",
    "10.0.0.0/8, 'http://[64:ff9b::10.1.2.3]/', true",
    "10.0.0.0/8, http://localhost/, false",
    "2002:a00::/24, 'http://[2002:a00:1::1]/', true",
    "fd00::/8, 'http://[fd12::1]/', true",
    "fd00::/8, 'http://[fc12::1]/', false"
  })
  void fault_allowedNetwork_admitsWhatItNames(String network, String url, boolean admitted) {
    assertThat(allowing(network).fault(url).isEmpty()).isEqualTo(admitted);
  }

  /** One address beside each edge of the blocks. */
  @ParameterizedTest
  @CsvSource({
    "0.255.255.255, false",
    "1.0.0.0, true",
    "9.255.255.255, true",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.128.0.0, true",
    "126.255.255.255, true",
    "128.0.0.0, true",
    "169.253.255.255, true",
    "169.255.0.0, true",
    "172.15.255.255, true",
    "172.32.0.0, true",
    "192.0.0.8, false",
    "192.0.0.10, true",
    "192.0.0.11, false",
    "192.0.1.0, true",
    "192.0.3.0, true",
    "192.31.196.1, true",
    "192.52.193.1, true",
    "192.175.48.1, true",
    "192.167.255.255, true",
    "192.169.0.0, true",
    "198.17.255.255, true",
    "198.20.0.0, true",
    "198.51.99.255, true",
    "203.0.114.0, true",
    "223.255.255.255, true",
    "1fff:ffff::1, false",
    "2000::, true",
    "2001:1::1, true",
    "2001:1::4, false",
    "2001:3::1, true",
    "2001:4:112::1, true",
    "2001:4:113::1, false",
    "2001:1ff:ffff::1, false",
    "2001:200::1, true",
    "2001:db7:ffff::1, true",
    "2001:db9::1, true",
    "2003::1, true",
    "2620:4f:8000::1, true",
    "3ffe:ffff::1, true",
    "3fff:fff:ffff::1, false",
    "3fff:1000::1, true",
    "64:ff9b::808:808, true",
    "64:ff9b::1:808:808, false",
    "::8.8.8.8, true",
    "::1:808:808, false"
  })
  void admits_address_byTheRegistries(String address, boolean admitted) {
    assertThat(STRICT.admits(address(address))).isEqualTo(admitted);
  }

  @Test
  void admits_scopedAddress_refusedAsTheOneWithoutScope() throws Exception {
    byte[] linkLocal = address("fe80::1").getAddress();

    assertThat(STRICT.admits(Inet6Address.getByAddress(null, linkLocal, 1))).isFalse();
  }

  @Test
  void loopback_whatOfItIsAllowed() {
    assertThat(STRICT.loopback()).isEmpty();
    assertThat(allowing("127.0.0.0/8").loopback()).containsExactly(address("127.0.0.1"));
    assertThat(allowing("::1", "127.0.0.1").loopback())
        .containsExactly(address("127.0.0.1"), address("::1"));
  }
}
