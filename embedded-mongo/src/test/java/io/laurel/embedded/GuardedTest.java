package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program on the same machine, which does not know the password. */
@Timeout(60)
final class GuardedTest {
  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @TempDir Path directory;
  private EmbeddedMongo server;

  @BeforeEach
  void start() {
    server = EmbeddedMongo.guarded(directory, broken -> {});
    MONGO.client(server.uri()).insert("users", id("admin").put("hash", "$argon2id$")).await();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String address() {
    return URI.create(server.uri()).getHost() + ":" + URI.create(server.uri()).getPort();
  }

  @Test
  void uri_itsOwn_readsAndWrites() {
    var client = MONGO.client(server.uri());

    assertThat(client.find("users", new JsonObject()).await()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://%s",
        "mongodb://laurel:wrong@%s/?authMechanism=PLAIN",
        "mongodb://laurel:wrong@%s/?authMechanism=SCRAM-SHA-256",
        "mongodb://laurel:wrong@%s/?authMechanism=SCRAM-SHA-1",
        "mongodb://laurel:wrong@%s/"
      })
  void uri_withoutPassword_neitherReadsNorWrites(String uri) {
    MongoClient stranger = MONGO.client(uri.formatted(address()));
    var commands =
        List.of("listDatabases", "listCollections", "serverStatus", "ping", "dropDatabase");

    assertThat(catchThrowable(() -> stranger.find("users", new JsonObject()).await())).isNotNull();
    assertThat(catchThrowable(() -> stranger.insert("users", id("eve")).await())).isNotNull();
    assertThat(catchThrowable(() -> stranger.removeDocuments("users", new JsonObject()).await()))
        .isNotNull();
    for (String command : commands) {
      var query = new JsonObject().put(command, 1);
      assertThat(catchThrowable(() -> stranger.runCommand(command, query).await())).isNotNull();
    }

    assertThat(MONGO.client(server.uri()).find("users", new JsonObject()).await())
        .containsExactly(id("admin").put("hash", "$argon2id$"));
  }
}
