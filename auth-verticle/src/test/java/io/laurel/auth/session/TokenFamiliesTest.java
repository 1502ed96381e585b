package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.id.Ids;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.Revocation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TokenFamiliesTest {
  private static final Duration GRACE = TestSessions.config().grace();
  private static final Duration AFTER_GRACE = GRACE.plus(1, ChronoUnit.MILLIS);

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemorySessionStore store = new InMemorySessionStore();
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final TokenFamilies families = node();

  @Test
  void begin_stored_hashOnly() {
    Grant login = families.begin(SessionStoreKit.LOGIN).await();

    assertThat(store.byId(login.session().id()).await()).isEqualTo(login.session());
    assertThat(login.refreshToken()).doesNotContain(login.session().hash());
  }

  @Test
  void renew_validToken_anotherThatIsValid() {
    String first = begin();

    String second = renew(first);

    assertThat(second).isNotEqualTo(first);
    clock.advance(AFTER_GRACE);
    assertThat(renew(second)).isNotEqualTo(second);
  }

  @Test
  void renew_againWithinGrace_sameSuccessor() {
    String first = begin();
    String second = renew(first);
    clock.advance(GRACE);

    assertThat(renew(first)).isEqualTo(second);
    assertThat(generation(first)).isEqualTo(1);
  }

  @Test
  void renew_againAfterGrace_familyEnds() {
    String first = begin();
    String second = renew(first);
    clock.advance(AFTER_GRACE);

    assertThat(refusal(first)).isEqualTo("refresh-token-reused");

    assertThat(refusal(second)).isEqualTo("invalid-refresh-token");
    assertThat(refusal(first)).isEqualTo("refresh-token-reused");
  }

  @Test
  void renew_againAfterGrace_accessTokensRevoked() {
    Grant login = families.begin(SessionStoreKit.LOGIN).await();
    renew(login.refreshToken());
    clock.advance(AFTER_GRACE);
    assertThat(revocations.read(null).await().revocations()).isEmpty();

    assertThat(refusal(login.refreshToken())).isEqualTo("refresh-token-reused");

    assertThat(revocations.read(null).await().revocations())
        .containsExactly(Revocation.ofSession(login.session().id()));
  }

  @Test
  void renew_severalGenerationsBackWithinGrace_theNewest() {
    String first = begin();
    String newest = renew(renew(renew(first)));
    clock.advance(GRACE);

    assertThat(renew(first)).isEqualTo(newest);
  }

  @Test
  void renew_severalGenerationsBack_judgedByItsOwnUse() {
    String first = begin();
    String second = renew(first);
    clock.advance(GRACE);
    String third = renew(second);
    clock.advance(Duration.ofMillis(1));

    assertThat(renew(second)).isEqualTo(third);
    assertThat(refusal(first)).isEqualTo("refresh-token-reused");
  }

  @Test
  void renew_veryOldGeneration_familyEnds() {
    String first = begin();
    String token = first;
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMinutes(15));
      token = renew(token);
    }

    assertThat(refusal(first)).isEqualTo("refresh-token-reused");
    assertThat(refusal(token)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_olderThanAnyTimeKept_familyEnds() {
    String first = begin();
    String token = first;
    for (int i = 0; i <= Session.ROTATIONS_KEPT; i++) {
      token = renew(token);
    }

    assertThat(refusal(first)).isEqualTo("refresh-token-reused");
    assertThat(refusal(token)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_madeUpTokenOfAKnownSession_endsNothing() {
    String first = begin();
    String second = renew(first);
    clock.advance(AFTER_GRACE);
    String[] parts = first.split("\\.", -1);
    String madeUp = parts[0] + ".0." + "A".repeat(43) + "." + parts[3];

    assertThat(refusal(madeUp)).isEqualTo("invalid-refresh-token");
    assertThat(refusal(parts[0])).isEqualTo("invalid-refresh-token");

    assertThat(renew(second)).isNotEqualTo(second);
  }

  @Test
  void renew_tokenTheDatabaseHasForgotten_endsNothing() {
    Grant login = families.begin(SessionStoreKit.LOGIN).await();
    String second = renew(login.refreshToken());
    store.add(login.session()).await();

    assertThat(refusal(second)).isEqualTo("invalid-refresh-token");
    assertThat(renew(login.refreshToken())).isEqualTo(second);
  }

  @Test
  void renew_otherFamily_untouchedByTheft() {
    String other = begin();
    String first = begin();
    renew(first);
    clock.advance(AFTER_GRACE);

    assertThat(refusal(first)).isEqualTo("refresh-token-reused");

    assertThat(renew(other)).isNotEqualTo(other);
  }

  @Test
  void renew_idleTooLong_invalid() {
    Duration idle = TestSessions.config().idleTtl();
    String first = begin();
    clock.advance(idle.minusMillis(1));
    String second = renew(first);
    clock.advance(idle);

    assertThat(refusal(second)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_pastAbsoluteEnd_invalidHoweverMuchUsed() {
    String token = begin();
    for (int day = 0; day < 89; day++) {
      clock.advance(Duration.ofDays(1));
      token = renew(token);
    }
    clock.advance(Duration.ofDays(1));

    assertThat(refusal(token)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_usedUpOfAnIdleSession_invalid() {
    String first = begin();
    renew(first);
    clock.advance(TestSessions.config().idleTtl());

    assertThat(refusal(first)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_inGraceButPastAbsoluteEnd_invalid() {
    String token = begin();
    for (int day = 0; day < 89; day++) {
      clock.advance(Duration.ofDays(1));
      token = renew(token);
    }
    clock.advance(Duration.ofDays(1).minusSeconds(5));
    renew(token);
    clock.advance(Duration.ofSeconds(5));

    assertThat(refusal(token)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_sessionUnknown_invalid() {
    String token =
        TestSessions.families(new InMemorySessionStore(), clock)
            .begin(SessionStoreKit.LOGIN)
            .await()
            .refreshToken();

    assertThat(refusal(token)).isEqualTo("invalid-refresh-token");
  }

  @Test
  void renew_twoTabsOnTwoNodesTenThousandRounds_nobodyLoggedOut()
      throws InterruptedException, ExecutionException {
    AtomicReference<String> cookie = new AtomicReference<>(begin());
    TokenFamilies otherNode = node();
    ExecutorService tab = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 10_000; round++) {
        var other = tab.submit(() -> useCookie(otherNode, cookie));
        useCookie(families, cookie);
        other.get();
        clock.advance(Duration.ofSeconds(6));
      }
    } finally {
      tab.shutdownNow();
    }
    assertThat(renew(cookie.get())).isNotNull();
  }

  /** As a tab does: whichever answers last is what both have from then on. */
  private static void useCookie(TokenFamilies node, AtomicReference<String> cookie) {
    cookie.set(node.renew(cookie.get(), "req_tab").await().refreshToken());
  }

  private TokenFamilies node() {
    SessionRevocations sessionRevocations =
        TestSessions.sessionRevocations(store, revocations, clock);
    return new TokenFamilies(
        store, sessionRevocations, TestSessions.config(), Ids.by(clock), clock);
  }

  private String begin() {
    return families.begin(SessionStoreKit.LOGIN).await().refreshToken();
  }

  private String renew(String token) {
    return renewal(token).await().refreshToken();
  }

  private String refusal(String token) {
    return codeOf(renewal(token));
  }

  private Future<Grant> renewal(String token) {
    return families.renew(token, "req_test");
  }

  private long generation(String token) {
    return store.byId(token.split("\\.", -1)[0]).await().generation();
  }
}
