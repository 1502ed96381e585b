package io.laurel.contract.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files in {@code docs/clients} are those that the contract makes. {@code -Dclients.write=true}
 * writes them.
 */
class ClientFilesTest {
  private static final Path FOLDER = Path.of("..", "docs", "clients");

  /** Of a trial on this machine; the password is the one that standalone printed. */
  static final Map<String, String> ENVIRONMENT = environment();

  private static Map<String, String> environment() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("baseUrl", "http://127.0.0.1:8080/api/v1");
    values.put("adminName", "admin");
    values.put("adminPassword", "");
    values.put("playerEmail", "ada@example.com");
    values.put("playerName", "ada");
    values.put("playerPassword", "correct-horse-battery");
    return values;
  }

  private static Map<String, String> files() {
    Contract contract = Contract.load();
    Map<String, Call> calls = Call.of(contract.served());
    JsonObject local = new JsonObject();
    ENVIRONMENT.forEach(local::put);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("laurel.http", HttpFile.of(calls));
    files.put("http-client.env.json", pretty(new JsonObject().put("local", local)));
    files.put(
        "laurel.postman_collection.json", pretty(PostmanCollection.of(calls, contract.version())));
    files.put("laurel.postman_environment.json", pretty(PostmanCollection.environment()));
    return files;
  }

  private static String pretty(JsonObject json) {
    return json.encodePrettily() + "\n";
  }

  @TestFactory
  Stream<DynamicTest> files_areThoseThatTheContractMakes() {
    return files().entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> compare(file)));
  }

  private static void compare(Map.Entry<String, String> made) throws IOException {
    Path file = FOLDER.resolve(made.getKey());
    if (Boolean.getBoolean("clients.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, made.getValue());
    }
    assertThat(Files.readString(file))
        .as("%s; ./mvnw test -pl shared -Dtest=ClientFilesTest -Dclients.write=true", file)
        .isEqualTo(made.getValue());
  }
}
