package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.Revocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionRevocationsTest {
  private static final Duration IDLE = TestSessions.config().idleTtl();
  private static final Duration RETENTION = TestSessions.config().retention();

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemorySessionStore store = new InMemorySessionStore();
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final SessionRevocations service =
      TestSessions.sessionRevocations(store, revocations, clock);
  private Session session;

  @BeforeEach
  void begin() {
    session = TestSessions.families(store, clock).begin(SessionStoreKit.LOGIN).await().session();
  }

  @Test
  void end_done_revokedUntilEveryTokenHasEnded() {
    service.end(session.userId(), session.id()).await();

    assertThat(revoked()).containsExactly(Revocation.ofSession(session.id()));
    assertThat(revocations.expiresAt(session.id()))
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(17)));
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void end_cannotRevoke_failsButHasEndedAndASweepRevokes() {
    revocations.setAway(true);

    assertThat(codeOf(service.end(session.userId(), session.id()))).isEqualTo("unavailable");
    assertThat(store.byId(session.id()).await().hasEnded()).isTrue();

    revocations.setAway(false);
    service.sweep().await();
    assertThat(revoked()).containsExactly(Revocation.ofSession(session.id()));
    assertThat(store.revoking(10).await()).isEmpty();
  }

  /** What a process leaves that dies between its two writes. */
  @Test
  void sweep_manyEndedOnly_allRevoked() {
    TokenFamilies families = TestSessions.families(store, clock);
    for (int i = 0; i < 250; i++) {
      String id = families.begin(SessionStoreKit.LOGIN).await().session().id();
      store.end(id, clock.instant()).await();
    }

    service.sweep().await();

    assertThat(revoked()).hasSize(250);
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void forget_keptLongEnough_deleted() {
    service.end(session.userId(), session.id()).await();
    clock.advance(RETENTION);
    service.forget().await();
    assertThat(store.byId(session.id()).await()).isNotNull();

    clock.advance(Duration.ofMillis(1));
    service.forget().await();

    assertThat(store.byId(session.id()).await()).isNull();
  }

  @Test
  void forget_neverEndedButIdle_keptFromItsEnd() {
    clock.advance(IDLE.plus(RETENTION));
    service.forget().await();
    assertThat(store.byId(session.id()).await()).isNotNull();

    clock.advance(Duration.ofMillis(1));
    service.forget().await();

    assertThat(store.byId(session.id()).await()).isNull();
  }

  private List<Revocation> revoked() {
    return revocations.read(null).await().revocations();
  }
}
