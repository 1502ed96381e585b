package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HotDocumentTest {
  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @Test
  void readsAndWrites_ofOneDocumentAtOnce_allSucceed() {
    try (var server = EmbeddedMongo.inMemory()) {
      var client = MONGO.client(server.uri());
      var hot = id("x").put("sum", 0);
      IntStream.range(0, 1_000).forEach(i -> hot.put("field" + i, i));
      client.insert("hot", hot).await();

      var operations =
          IntStream.range(0, 2_000)
              .mapToObj(
                  i ->
                      i % 2 == 0
                          ? client.findOne("hot", id("x"), null)
                          : client.findOneAndUpdate("hot", id("x"), fieldComesAndGoes(i)))
              .toList();
      Future.join(operations).await();

      assertThat(client.findOne("hot", id("x"), null).await().getInteger("sum")).isEqualTo(1_000);
    }
  }

  /** Changes the set of fields, so that whoever walks over them meanwhile fails. */
  private static JsonObject fieldComesAndGoes(int i) {
    var update = new JsonObject().put("$inc", new JsonObject().put("sum", 1));
    var field = new JsonObject().put("f" + i / 4, i);
    return update.put(i % 4 == 1 ? "$set" : "$unset", field);
  }
}
