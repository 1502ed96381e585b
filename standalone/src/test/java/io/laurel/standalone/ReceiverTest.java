package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the receiver of the tests would notice what it is there for. */
final class ReceiverTest {
  /** The libraries' own example. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final Receiver receiver = new Receiver(Ports.inARow(1));
  private final Mailbox mailbox = receiver.mailbox();

  @AfterEach
  void close() {
    receiver.close();
    vertx.close().await();
  }

  private HttpResponse<Buffer> sent(String body) {
    return client
        .requestAbs(HttpMethod.POST, mailbox.url())
        .putHeader("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .putHeader("webhook-timestamp", "1614265330")
        .putHeader("webhook-signature", SIGNATURE)
        .sendBuffer(Buffer.buffer(body))
        .await();
  }

  @Test
  void signature_ofTheLibrariesExample_verifies() {
    assertThat(verifies(SECRET, BODY, SIGNATURE)).isTrue();
    assertThat(verifies(SECRET, BODY, "v2,x " + SIGNATURE + " v1,AAAA")).isTrue();
    assertThat(verifies(SECRET, BODY + " ", SIGNATURE)).isFalse();
    assertThat(verifies(SECRET.replace('M', 'N'), BODY, SIGNATURE)).isFalse();
    assertThat(verifies(SECRET, BODY, "v1,AAAA")).isFalse();
  }

  private static boolean verifies(String secret, String body, String signatures) {
    return WebhookSignature.verifies(
        secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body, signatures);
  }

  @Test
  void request_genuineButOld_heardWithItsFaults() {
    mailbox.trust(SECRET);

    assertThat(sent(BODY).statusCode()).isEqualTo(204);

    assertThat(mailbox.heard())
        .singleElement()
        .satisfies(one -> assertThat(one.verified()).containsExactly(0));
    assertThat(mailbox.faults()).anyMatch(fault -> fault.startsWith("the timestamp"));
    assertThat(mailbox.faults()).noneMatch(fault -> fault.startsWith("nobody's signature"));
  }

  @Test
  void request_sameIdWithAnotherBodyAndNobodysSignature_faults() {
    sent(BODY);
    sent("{}");

    assertThat(mailbox.heard()).extracting(one -> one.attempt()).containsExactly(1, 2);
    assertThat(mailbox.distinct()).isEqualTo(1);
    assertThat(mailbox.faults())
        .anyMatch(fault -> fault.startsWith("nobody's signature"))
        .anyMatch(fault -> fault.startsWith("the body is another"));
  }

  @Test
  void disappeared_refused_untilItComesBack() {
    receiver.disappear();
    assertThatThrownBy(() -> sent(BODY)).hasMessageContaining("refused");
    assertThat(mailbox.heard()).isEmpty();

    receiver.comeBack();

    assertThat(sent(BODY).statusCode()).isEqualTo(204);
  }
}
