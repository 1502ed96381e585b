package io.laurel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SinkTest {
  private final Vertx vertx = Vertx.vertx();
  private final Sink sink = new Sink();

  @AfterEach
  void close() {
    sink.close();
    vertx.close().await();
  }

  private static String request(String id) {
    return "POST / HTTP/1.1\r\ncontent-length: 2\r\nwebhook-id: " + id + "\r\n\r\n{}";
  }

  @Test
  void requests_inPiecesAndRepeated_eachAnsweredAndCountedOnce() {
    String all = request("a-1");
    all += all + all.replace("a-1", "b-1");
    NetSocket socket = vertx.createNetClient().connect(sink.port(), "127.0.0.1").await();
    Promise<Void> answered = Promise.promise();
    Buffer answers = Buffer.buffer();
    socket.handler(
        part -> {
          if (answers.appendBuffer(part).toString().split("200 OK", -1).length == 4) {
            answered.complete();
          }
        });

    socket.write(all.substring(0, 30)).await();
    socket.write(all.substring(30)).await();
    answered.future().await();

    assertThat(sink.distinct()).isEqualTo(2);
    assertThat(sink.requests()).isEqualTo(3);
  }
}
