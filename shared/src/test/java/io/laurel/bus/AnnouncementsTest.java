package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
final class AnnouncementsTest {
  private static final Announcement NEWS = new Announcement("news");

  private Vertx vertx;
  private Announcements announcements;

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
    announcements = new Announcements(vertx);
  }

  @Test
  void listenFor_whateverIsSent_theFieldOfEachThatHasIt() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    announcements.listenFor(NEWS, "id", heard::add).await();

    for (Object message : List.of("text", 7, new JsonObject(), new JsonObject().put("id", 7))) {
      vertx.eventBus().publish("news", message);
    }
    announcements.publish(NEWS, new JsonObject().put("id", "evt_1"));

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("evt_1");
    assertThat(heard).isEmpty();
  }

  @Test
  void publish_whatNobodyCanCarry_doesNotFail() {
    announcements.publish(NEWS, new JsonObject().put("it", new Object()));
  }
}
