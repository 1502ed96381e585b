package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.contract.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerCheckTest {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /base } ]
          tags:
            - { name: things, x-served-by: event }
            - { name: words, x-served-by: event }
          paths:
            /things:
              get:
                operationId: thing.list
                x-event-bus-address: thing.list
                tags: [things]
                security: [ { bearer: [] } ]
                responses: { '204': { description: Done. }, default: { description: Bad. } }
            /words:
              get:
                operationId: word.list
                x-event-bus-address: word.list
                tags: [words]
                security: [ { bearer: [] } ]
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          """);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong();
  private final PeerCheck check = new PeerCheck(vertx, CONTRACT, nanos::get);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean silent = new AtomicBoolean();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private void serve() {
    vertx.eventBus().consumer("thing.list", this::refuse).completion().await();
  }

  private void refuse(Message<Object> message) {
    asked.incrementAndGet();
    if (!silent.get()) {
      message.fail(401, "{}");
    }
  }

  @Test
  void nobodyAnswers_fails() {
    assertThatThrownBy(() -> check.get().await()).hasMessageContaining("thing.list");
  }

  @Test
  void oneOfEachKindRefuses_holdsAndNobodyElseIsAsked() {
    serve();

    check.get().await();
    assertThat(asked).hasValue(1);
  }

  @Test
  void answeredAMomentAgo_holdsForTenSeconds() {
    serve();
    check.get().await();
    silent.set(true);

    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    check.get().await();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThatThrownBy(() -> check.get().await()).hasMessageContaining("Timed out");
  }
}
