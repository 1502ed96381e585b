package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AnnouncementsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Announcements announcements = new Announcements(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void listenFor_whateverIsSent_theFieldOfEachThatHasIt() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    announcements.listenFor("news", "id", heard::add).await();

    for (Object message : List.of("text", 7, new JsonObject(), new JsonObject().put("id", 7))) {
      vertx.eventBus().publish("news", message);
    }
    announcements.publish("news", new JsonObject().put("id", "evt_1"));

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("evt_1");
    assertThat(heard).isEmpty();
  }

  @Test
  void publish_whatNobodyCanCarry_doesNotFail() {
    announcements.publish("news", new JsonObject().put("it", new Object()));
  }
}
