package io.laurel.auth.provider;

import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long keys of a provider count, and how often it is asked for them. */
final class PublishedKeysTest {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final KeySet first = new KeySet(List.of());
  private final KeySet second = new KeySet(List.of());
  private long now = -Duration.ofHours(1).toNanos();
  private int fetches;
  private Future<KeySet> published = Future.succeededFuture(first);
  private final PublishedKeys keys =
      new PublishedKeys(
          "studio",
          () -> {
            fetches++;
            return published;
          },
          KeySetConfig.of(TestSettings.with(Map.of("JWKS_PATIENCE_MS", 50))),
          () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void goAway() {
    published = Future.failedFuture("away");
  }

  @Test
  void current_withinTenMinutes_fetchedOnce() {
    assertThat(keys.current().await()).isSameAs(first);
    published = Future.succeededFuture(second);
    pass(KEPT.minusSeconds(1));

    assertThat(keys.current().await()).isSameAs(first);
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void current_afterTenMinutes_theNewestAndNoOther() {
    keys.current().await();
    published = Future.succeededFuture(second);
    pass(KEPT);

    assertThat(keys.current().await()).isSameAs(second);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void current_manyAtOnce_oneFetch() {
    Promise<KeySet> answer = Promise.promise();
    published = answer.future();
    List<Future<KeySet>> asked = IntStream.range(0, 100).mapToObj(i -> keys.current()).toList();

    answer.complete(first);

    assertThat(asked).extracting(Future::result).containsOnly(first);
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void current_neverHad_unavailableAndAskedEachThirtySeconds() {
    goAway();
    Failure refusal = failureOf(keys.current());
    assertThat(refusal.code()).isEqualTo("unavailable");
    assertThat(refusal.retryAfter()).isEqualTo(PAUSE);
    published = Future.succeededFuture(first);
    pass(PAUSE.minusSeconds(10));

    assertThat(failureOf(keys.current()).retryAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(fetches).isEqualTo(1);
    pass(Duration.ofSeconds(10));

    assertThat(keys.current().await()).isSameAs(first);
  }

  @Test
  void current_providerAway_knownKeysForADay() {
    keys.current().await();
    goAway();
    pass(KEPT);
    for (int i = 0; i < 100; i++) {
      assertThat(keys.current().await()).isSameAs(first);
    }
    assertThat(fetches).as("it is asked each thirty seconds").isEqualTo(2);
    pass(Duration.ofDays(1).minus(KEPT).minusSeconds(1));

    assertThat(keys.current().await()).isSameAs(first);
    pass(PAUSE);

    assertThat(failureOf(keys.current()).code()).isEqualTo("unavailable");
  }

  @Test
  void current_providerSilent_knownKeysSoon() {
    keys.current().await();
    published = Promise.<KeySet>promise().future();
    pass(KEPT);

    assertThat(keys.current().await()).isSameAs(first);
  }

  @Test
  void current_providerSilentThenBack_whatItSaysThen() {
    keys.current().await();
    Promise<KeySet> late = Promise.promise();
    published = late.future();
    pass(KEPT);
    keys.current().await();

    late.complete(second);

    assertThat(keys.current().await()).isSameAs(second);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void after_keyUnknown_fetchedAgainAtOnceThenEachThirtySeconds() {
    keys.current().await();
    published = Future.succeededFuture(second);

    assertThat(keys.after(first).await()).isSameAs(second);
    for (int i = 0; i < 100; i++) {
      assertThat(keys.after(second).await()).isSameAs(second);
    }
    assertThat(fetches).isEqualTo(2);
    pass(PAUSE);
    published = Future.succeededFuture(first);

    assertThat(keys.after(second).await()).isSameAs(first);
    assertThat(fetches).isEqualTo(3);
  }

  /** Who asked with an older set gets the newer one without a fetch. */
  @Test
  void after_somebodyElseLearned_theirs() {
    keys.current().await();
    published = Future.succeededFuture(second);
    keys.after(first).await();

    assertThat(keys.after(first).await()).isSameAs(second);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void after_fetchFailed_sameKeysAndItCounts() {
    keys.current().await();
    goAway();

    assertThat(keys.after(first).await()).isSameAs(first);
    published = Future.succeededFuture(second);
    pass(PAUSE.minusSeconds(1));
    assertThat(keys.after(first).await()).isSameAs(first);
    assertThat(fetches).isEqualTo(2);
    pass(Duration.ofSeconds(1));

    assertThat(keys.after(first).await()).isSameAs(second);
  }
}
