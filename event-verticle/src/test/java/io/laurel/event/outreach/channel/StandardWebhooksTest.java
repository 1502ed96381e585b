package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardWebhooksTest {
  private static final String OLD = Verifier.secret(1);
  private static final String NEW = Verifier.secret(2);

  /** The vector that the standard's own libraries are tested with. */
  @Test
  void signature_vectorOfTheStandard_isIt() {
    assertThat(
            StandardWebhooks.signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}",
                List.of(Verifier.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signature_twoKeys_bothVerifyNewestFirst() {
    String both = StandardWebhooks.signature("a-1", 5, "{}", keys(NEW, OLD));

    assertThat(both.split(" ", -1))
        .containsExactly(
            StandardWebhooks.signature("a-1", 5, "{}", keys(NEW)),
            StandardWebhooks.signature("a-1", 5, "{}", keys(OLD)));
    assertThat(Verifier.verifies(OLD, "a-1", "5", "{}", both)).isTrue();
    assertThat(Verifier.verifies(NEW, "a-1", "5", "{}", both)).isTrue();
    assertThat(Verifier.verifies(Verifier.secret(3), "a-1", "5", "{}", both)).isFalse();
  }

  @Test
  void signature_otherIdTimeOrBody_doesNotVerify() {
    String signature = StandardWebhooks.signature("a-1", 5, "{\"n\":\"\u00f6\"}", keys(NEW));

    assertThat(Verifier.verifies(NEW, "a-1", "5", "{\"n\":\"\u00f6\"}", signature)).isTrue();
    assertThat(Verifier.verifies(NEW, "a-2", "5", "{\"n\":\"\u00f6\"}", signature)).isFalse();
    assertThat(Verifier.verifies(NEW, "a-1", "6", "{\"n\":\"\u00f6\"}", signature)).isFalse();
    assertThat(Verifier.verifies(NEW, "a-1", "5", "{\"n\":\"o\"}", signature)).isFalse();
  }

  private static List<byte[]> keys(String... secrets) {
    return List.of(secrets).stream().map(Verifier::key).toList();
  }
}
