package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Announcements;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
final class RevocationVerticleTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private Vertx vertx;
  private final InMemoryRevocationStore store = new InMemoryRevocationStore();
  private final Revocations revocations = new Revocations(store, NEVER, System::nanoTime);
  private final AtomicBoolean closed = new AtomicBoolean();

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
  }

  @Test
  void deploy_done_wasReadOnce() {
    deploy(NEVER);

    assertThat(store.reads()).isEqualTo(1);
    assertThat(revocations.isFresh()).isTrue();
  }

  @Test
  void deploy_storeAway_startsAndKnowsItsNothing() {
    store.setAway(true);

    deploy(NEVER);

    assertThat(revocations.isFresh()).isFalse();
  }

  @Test
  void poll_noHint_readsAgain() throws InterruptedException {
    deploy(Duration.ofMillis(10));
    store.add(Revocation.ofSession("ses_1"), Instant.MAX).await();

    assertThat(refusedWithin(20)).isTrue();
  }

  @Test
  void hint_anyContent_readsAtOnce() throws InterruptedException {
    deploy(NEVER);
    store.add(Revocation.ofSession("ses_1"), Instant.MAX).await();

    new Announcements(vertx).publish(Revocation.ANNOUNCED, new JsonObject());

    assertThat(refusedWithin(20)).isTrue();
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void hint_forged_revokesNobody() throws InterruptedException {
    deploy(NEVER);
    CountDownLatch heard = new CountDownLatch(1);
    Announcements announcements = new Announcements(vertx);
    announcements.listen(Revocation.ANNOUNCED, heard::countDown).await();

    announcements.publish(Revocation.ANNOUNCED, new JsonObject().put("sessionId", "ses_1"));

    assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    vertx.timer(100).await();
    assertThat(isAdmitted()).isTrue();
  }

  @Test
  void undeploy_done_closesAndReadsNoMore() {
    String id = deploy(Duration.ofMillis(10));

    vertx.undeploy(id).await();
    int reads = store.reads();
    vertx.timer(50).await();

    assertThat(closed).isTrue();
    assertThat(store.reads()).isEqualTo(reads);
  }

  private String deploy(Duration interval) {
    return vertx
        .deployVerticle(
            new RevocationVerticle(
                revocations,
                interval,
                () -> {
                  closed.set(true);
                  return Future.succeededFuture();
                }))
        .await();
  }

  /** Asks again and again, for at most that many seconds. */
  private boolean refusedWithin(int seconds) {
    for (int i = 0; i < seconds * 100; i++) {
      if (!isAdmitted()) {
        return true;
      }
      vertx.timer(10).await();
    }
    return false;
  }

  private boolean isAdmitted() {
    return revocations
        .guard(token -> Future.succeededFuture(RevocationTest.token(token, 0)))
        .verify("ses_1")
        .transform(verified -> Future.succeededFuture(verified.succeeded()))
        .await();
  }
}
