package io.laurel.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.embedded.TestEngine;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** I1's race on the database itself: two nodes, each with connections of its own. */
final class TwoTabsTest {
  private static final int ROUNDS = 10_000;

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final String name = TestEngine.freshDatabase();
  private final MongoDatabase first = open();
  private final MongoDatabase second = open();

  private MongoDatabase open() {
    return MongoDatabase.open(
        vertx, new MongoConfig(TestEngine.uri(), 4, Duration.ofSeconds(20)), name);
  }

  @AfterEach
  void close() {
    first.close().await();
    second.close().await();
    vertx.close().await();
  }

  @Test
  void renew_twoTabsOnTwoNodes_nobodyLoggedOutAndBothAgree() {
    TokenFamilies node = TestSessions.families(new MongoSessionStore(first), clock);
    TokenFamilies other = TestSessions.families(new MongoSessionStore(second), clock);
    String token = node.begin(SessionStoreKit.LOGIN).await().refreshToken();

    for (int round = 0; round < ROUNDS; round++) {
      Future<Grant> one = node.renew(token, "req_1");
      Future<Grant> two = other.renew(token, "req_2");
      token = one.await().refreshToken();
      assertThat(two.await().refreshToken()).isEqualTo(token);
      clock.advance(Duration.ofSeconds(11));
    }
  }
}
