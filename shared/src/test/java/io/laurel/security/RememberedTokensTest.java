package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a verifier remembers of a token ends with the token and its key. */
final class RememberedTokensTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String ADMITTED = "admitted";

  private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600);
  private final AtomicReference<Instant> now = new AtomicReference<>(end.minusSeconds(3_600));
  private final KeyRing ring = KeyRing.of(keys(0, TestTokens.key()));
  private final TokenVerifier verifier = TestTokens.verifier(VERTX, ring, clock());
  private final String token = TestTokens.endingAt(end, Role.USER);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void verify_rememberedTokenToItsLastMillisecond_admitted() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    now.set(end.minusMillis(1));

    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
  }

  @Test
  void verify_rememberedTokenAtItsEnd_refused() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    now.set(end);

    assertThat(outcome(verifier.verify(token))).isEqualTo("unauthorized");
  }

  @Test
  void verify_rememberedTokenLongAfterItsEnd_refusedEachTime() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    now.set(end.plusSeconds(86_400));

    assertThat(outcome(verifier.verify(token))).isEqualTo("unauthorized");
    assertThat(outcome(verifier.verify(token))).isEqualTo("unauthorized");
  }

  @Test
  void verify_keyOfARememberedTokenRemoved_refused() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    ring.set(keys(1, renamed("other")));

    assertThat(outcome(verifier.verify(token))).isEqualTo("unauthorized");
  }

  @Test
  void verify_anotherKeyAdded_rememberedTokenAdmitted() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    ring.set(keys(1, TestTokens.key(), renamed("other")));

    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
  }

  /** Another door of this process, which does not have the key. */
  @Test
  void verify_rememberedByAnother_refusedByWhoLacksItsKey() {
    TokenVerifier lacking =
        TestTokens.verifier(VERTX, KeyRing.of(keys(0, renamed("other"))), clock());

    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
    assertThat(outcome(lacking.verify(token))).isEqualTo("unauthorized");
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);
  }

  @Test
  void verify_rememberedByAnother_isNotVerifiedAgain() {
    assertThat(outcome(verifier.verify(token))).isEqualTo(ADMITTED);

    Future<Principal> second =
        TestTokens.verifier(VERTX, KeyRing.of(keys(0, TestTokens.key())), clock()).verify(token);
    Future<Principal> first = verifier.verify(token);

    assertThat(second.await()).isSameAs(first.await());
  }

  private static KeyRing.Keys keys(long version, TokenKey... keys) {
    return new KeyRing.Keys(version, List.of(keys), Map.of());
  }

  /** The same key under another name: only the name a token bears leads to it. */
  private static TokenKey renamed(String id) {
    return new TokenKey(id, TestTokens.key().publicKey(), TestTokens.key().privateKey());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.get();
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  private static String outcome(Future<?> future) {
    Throwable cause = catchThrowable(future::await);
    return cause == null ? ADMITTED : ((Failure) cause).code();
  }
}
