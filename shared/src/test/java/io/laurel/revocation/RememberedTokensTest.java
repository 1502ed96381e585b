package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a verifier remembers of a token is asked of the revocations each time nevertheless. */
final class RememberedTokensTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String ADMITTED = "admitted";

  private final InMemoryRevocationStore store = new InMemoryRevocationStore();
  private final Revocations revocations = new Revocations(store, Duration.ofSeconds(5), () -> 0);
  private final TokenVerifier verifier = revocations.guard(TestTokens.verifier(VERTX));
  private final String token = TestTokens.with(Role.USER);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void verify_sessionOfARememberedTokenEnded_refused() {
    assertThat(outcomeAfter(null)).isEqualTo(ADMITTED);

    assertThat(outcomeAfter(Revocation.ofSession("ses_test"))).isEqualTo("unauthorized");
  }

  @Test
  void verify_accountOfARememberedTokenChanged_refusedByItsEpoch() {
    assertThat(outcomeAfter(null)).isEqualTo(ADMITTED);

    assertThat(outcomeAfter(new Revocation("usr_test", 1, null, 1))).isEqualTo("unauthorized");
  }

  @Test
  void verify_accountChangedButThisSessionKept_admitted() {
    assertThat(outcomeAfter(null)).isEqualTo(ADMITTED);

    assertThat(outcomeAfter(new Revocation("usr_test", 1, "ses_test", 0))).isEqualTo(ADMITTED);
  }

  private String outcomeAfter(Revocation revocation) {
    if (revocation != null) {
      store.add(revocation, Instant.MAX).await();
    }
    revocations.read().await();
    Throwable cause = catchThrowable(() -> verifier.verify(token).await());
    return cause == null ? ADMITTED : ((Failure) cause).code();
  }
}
