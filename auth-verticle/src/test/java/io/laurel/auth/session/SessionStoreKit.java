package io.laurel.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.session.Session.Login;
import io.laurel.auth.session.SessionStore.Alive;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.auth.throttle.Device;
import io.laurel.auth.user.Standing;
import io.laurel.bus.Origin;
import io.laurel.mongo.StoreKit;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every session store does. */
abstract class SessionStoreKit extends StoreKit<SessionStore> {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");
  static final Login LOGIN = new Login("usr_1", 3, new Origin("192.0.2.1", "a browser"));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(14));

  private final Session session =
      Session.begin("ses_1", LOGIN, "hash-0", NOW, NOW.plus(Duration.ofDays(90)));

  SessionStoreKit() {
    super(SessionStore::prepare);
  }

  @BeforeEach
  void addOne() {
    store.add(session).await();
  }

  @Test
  void add_thenFind_sameSession() {
    assertThat(store.byId("ses_1").await()).isEqualTo(session);
    assertThat(store.byId("ses_2").await()).isNull();
  }

  @Test
  void rotate_validToken_successorInItsPlace() {
    Session rotated = store.rotate(rotation(0, NOW.plusSeconds(60))).await().orElseThrow();

    assertThat(rotated)
        .isEqualTo(
            new Session(
                "ses_1",
                "usr_1",
                LOGIN.epoch(),
                LOGIN.origin(),
                1,
                "hash-1",
                List.of(NOW.plusSeconds(60)),
                NOW,
                NOW.plusSeconds(60),
                session.expiresAt(),
                null));
    assertThat(store.byId("ses_1").await()).isEqualTo(rotated);
  }

  @Test
  void rotate_otherToken_changesNothing() {
    assertThat(store.rotate(rotation(1, NOW)).await()).isEmpty();

    assertThat(store.byId("ses_1").await()).isEqualTo(session);
  }

  @Test
  void rotate_unknownSession_empty() {
    assertThat(store.rotate(new Rotation("ses_2", "hash-0", "hash-1", NOW, LONG_AGO)).await())
        .isEmpty();
    assertThat(store.byId("ses_2").await()).isNull();
  }

  @Test
  void rotate_idleTooLong_changesNothing() {
    Rotation justIdle = new Rotation("ses_1", "hash-0", "hash-1", NOW.plusSeconds(9), NOW);
    Rotation notYet =
        new Rotation("ses_1", "hash-0", "hash-1", NOW.plusSeconds(9), NOW.minusMillis(1));

    assertThat(store.rotate(justIdle).await()).isEmpty();
    assertThat(store.rotate(notYet).await()).isPresent();
  }

  @Test
  void rotate_pastAbsoluteEnd_changesNothing() {
    assertThat(store.rotate(rotation(0, session.expiresAt())).await()).isEmpty();
    assertThat(store.rotate(rotation(0, session.expiresAt().minusMillis(1))).await()).isPresent();
  }

  @Test
  void rotate_moreOftenThanKept_keepsTheLastTimes() {
    int times = Session.ROTATIONS_KEPT + 3;
    Session last = null;
    for (int i = 0; i < times; i++) {
      last = store.rotate(rotation(i, NOW.plusMillis(i))).await().orElseThrow();
    }

    assertThat(last.generation()).isEqualTo(times);
    assertThat(last.rotations())
        .hasSize(Session.ROTATIONS_KEPT)
        .startsWith(NOW.plusMillis(3))
        .endsWith(NOW.plusMillis(times - 1L));
  }

  @Test
  void rotate_inParallel_oneSucceeds() {
    List<Future<Optional<Session>>> rotations =
        IntStream.range(0, 50).mapToObj(i -> store.rotate(rotation(0, NOW))).toList();
    Future.all(rotations).await();

    assertThat(rotations.stream().map(Future::result).filter(Optional::isPresent)).hasSize(1);
    assertThat(store.byId("ses_1").await().generation()).isEqualTo(1);
  }

  @Test
  void knows_device_onlyOfThatUserAndSinceThen() {
    String device = Device.of(LOGIN.origin());

    assertThat(store.knows("usr_1", device, NOW.minusMillis(1)).await()).isTrue();
    assertThat(store.knows("usr_1", device, NOW).await()).isFalse();
    assertThat(store.knows("usr_2", device, LONG_AGO).await()).isFalse();
    assertThat(store.knows("usr_1", "another", LONG_AGO).await()).isFalse();
  }

  @Test
  void knows_sessionEnded_still() {
    store.end("ses_1", NOW.plusSeconds(1)).await();

    assertThat(store.knows("usr_1", Device.of(LOGIN.origin()), LONG_AGO).await()).isTrue();
  }

  @Test
  void knows_originNotKnown_noDevice() {
    Session.Login login = new Session.Login("usr_3", 0, Origin.UNKNOWN);
    store.add(Session.begin("ses_3", login, "hash-0", NOW, NOW.plus(Duration.ofDays(90)))).await();

    assertThat(store.byId("ses_3").await().origin()).isEqualTo(Origin.UNKNOWN);
    assertThat(store.knows("usr_3", Device.of(LOGIN.origin()), LONG_AGO).await()).isFalse();
  }

  @Test
  void end_alive_noTokenIsValid() {
    store.end("ses_1", NOW.plusSeconds(1)).await();

    assertThat(store.rotate(rotation(0, NOW)).await()).isEmpty();
    Session ended = store.byId("ses_1").await();
    assertThat(ended.endedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ended.hash()).isNull();
  }

  @Test
  void end_again_keepsTheFirstTime() {
    store.end("ses_1", NOW.plusSeconds(1)).await();
    store.end("ses_1", NOW.plusSeconds(2)).await();
    store.end("ses_2", NOW).await();

    assertThat(store.byId("ses_1").await().endedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(store.byId("ses_2").await()).isNull();
  }

  @Test
  void end_alive_markedUntilRevoked() {
    assertThat(store.revoking(10).await()).isEmpty();

    store.end("ses_1", NOW).await();
    assertThat(store.revoking(10).await()).extracting(Session::id).containsExactly("ses_1");

    store.revoked("ses_1").await();
    store.end("ses_1", NOW).await();
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void add_new_markedUntilReported() {
    store.add(Session.begin("ses_2", LOGIN, "hash", NOW, session.expiresAt())).await();
    store.end("ses_2", NOW).await();
    assertThat(store.unreported(10).await())
        .extracting(Session::id)
        .containsExactlyInAnyOrder("ses_1", "ses_2");
    assertThat(store.unreported(1).await()).hasSize(1);

    store.reported("ses_1").await();
    store.reported("ses_none").await();

    assertThat(store.unreported(10).await()).extracting(Session::id).containsExactly("ses_2");
  }

  @Test
  void revoking_moreThanTheLimit_thatMany() {
    for (int i = 2; i < 8; i++) {
      store.add(Session.begin("ses_" + i, LOGIN, "hash", NOW, session.expiresAt())).await();
      store.end("ses_" + i, NOW).await();
    }

    assertThat(store.revoking(4).await()).hasSize(4);
    assertThat(store.revoking(100).await()).hasSize(6);
  }

  @Test
  void list_manyCreatedAtOnce_everyOneOnceNewestFirst() {
    store.end("ses_1", NOW).await();
    for (int i = 0; i < 25; i++) {
      store.add(begun(i, NOW.plusSeconds(i / 5))).await();
    }

    List<Session> listed = new ArrayList<>();
    Page<Session> page = store.list(alive(Standing.NEW), new PageRequest(7, null)).await();
    listed.addAll(page.items());
    store.add(begun(99, NOW.plusSeconds(60))).await();
    while (page.next() != null) {
      page = store.list(alive(Standing.NEW), new PageRequest(7, page.next())).await();
      listed.addAll(page.items());
    }

    assertThat(listed)
        .extracting(Session::id)
        .containsExactlyElementsOf(
            IntStream.range(0, 25).map(i -> 24 - i).mapToObj(SessionStoreKit::id).toList());
  }

  @Test
  void list_endedExpiredIdleOrAnothers_notThere() {
    store.add(begun(1, NOW)).await();
    store.add(begun(2, NOW)).await();
    store.end(id(2), NOW).await();
    store.add(Session.begin(id(3), LOGIN, "hash", NOW, NOW.plusSeconds(1))).await();
    store.add(begun(4, LONG_AGO)).await();
    Login other = new Login("usr_2", 3, Origin.UNKNOWN);
    store.add(Session.begin(id(5), other, "hash", NOW, session.expiresAt())).await();

    assertThat(listed(Standing.NEW)).containsExactlyInAnyOrder("ses_1", id(1));
  }

  @Test
  void list_takenAwayByTheAccount_onlyWhatCounts() {
    store.add(begun(1, NOW)).await();
    Login later = new Login("usr_1", 4, Origin.UNKNOWN);
    store.add(Session.begin(id(2), later, "hash", NOW, session.expiresAt())).await();

    assertThat(listed(new Standing(4, 4, null, 4))).containsExactly(id(2));
    assertThat(listed(new Standing(4, 4, id(1), 3))).containsExactlyInAnyOrder(id(1), id(2));
    assertThat(listed(new Standing(9, 3, null, 9))).hasSize(3);
  }

  @Test
  void deleteEnded_eachWayToEnd_onlyThose() {
    store.add(begun(1, NOW)).await();
    store.end(id(1), NOW).await();
    store.add(begun(2, NOW)).await();
    store.end(id(2), NOW.minusMillis(1)).await();
    store.add(Session.begin(id(3), LOGIN, "hash", NOW, NOW.minusMillis(1))).await();
    store.add(begun(4, LONG_AGO.minusMillis(1))).await();
    store.add(begun(5, LONG_AGO)).await();

    store.deleteEnded(NOW, LONG_AGO).await();

    assertThat(store.byId("ses_1").await()).isEqualTo(session);
    assertThat(store.byId(id(1)).await()).isNotNull();
    assertThat(store.byId(id(2)).await()).isNull();
    assertThat(store.byId(id(3)).await()).isNull();
    assertThat(store.byId(id(4)).await()).isNull();
    assertThat(store.byId(id(5)).await()).isNotNull();
  }

  private List<String> listed(Standing standing) {
    return store.list(alive(standing), new PageRequest(100, null)).await().items().stream()
        .map(Session::id)
        .toList();
  }

  private static Alive alive(Standing standing) {
    return new Alive("usr_1", standing, NOW.plusSeconds(1), LONG_AGO);
  }

  private Session begun(int number, Instant at) {
    return Session.begin(id(number), LOGIN, "hash", at, session.expiresAt());
  }

  /** As a cursor takes it. */
  private static String id(int number) {
    return String.format(Locale.ROOT, "ses_%026d", number);
  }

  @Test
  void renew_oneTokenInParallel_oneRotationAndOneAnswer() {
    MutableClock clock = MutableClock.atPresent();
    TokenFamilies families = TestSessions.families(store, clock);
    Grant first = families.begin(LOGIN).await();

    List<Future<Grant>> renewals =
        Stream.generate(() -> families.renew(first.refreshToken(), "req_test")).limit(50).toList();
    Future.all(renewals).await();

    assertThat(renewals.stream().map(renewal -> renewal.result().refreshToken()).distinct())
        .hasSize(1);
    assertThat(store.byId(first.session().id()).await().generation()).isEqualTo(1);
  }

  @Test
  void renew_twoTabsOnTwoNodes_agreeRoundAfterRound() {
    MutableClock clock = MutableClock.atPresent();
    TokenFamilies node = TestSessions.families(store, clock);
    TokenFamilies other = TestSessions.families(store, clock);
    String token = node.begin(LOGIN).await().refreshToken();

    for (int round = 0; round < 50; round++) {
      Future<Grant> one = node.renew(token, "req_1");
      Future<Grant> two = other.renew(token, "req_2");
      token = one.await().refreshToken();
      assertThat(two.await().refreshToken()).isEqualTo(token);
      clock.advance(Duration.ofMinutes(15));
    }
  }

  private static Rotation rotation(int from, Instant at) {
    return new Rotation("ses_1", "hash-" + from, "hash-" + (from + 1), at, LONG_AGO);
  }
}
