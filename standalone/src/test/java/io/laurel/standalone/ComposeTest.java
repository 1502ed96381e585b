package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laurel.auth.AuthProgram;
import io.laurel.config.Settings;
import io.laurel.event.EventProgram;
import io.laurel.gateway.GatewayProgram;
import io.laurel.launch.Program;
import io.laurel.security.KeyDirectory;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What can be said of docker-compose.yml without a container engine. */
class ComposeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String MOUNTED = "/run/secrets/";

  private static Map<String, Object> compose;

  @BeforeAll
  static void read() throws IOException {
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
      compose = new Yaml().load(reader);
    }
  }

  static Stream<Program> programs() {
    return Stream.of(new AuthProgram(), new EventProgram(), new GatewayProgram());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.getOrDefault(key, Map.of());
  }

  private static Map<String, Object> service(String name) {
    return map(map(compose, "services"), name);
  }

  private static Set<String> services() {
    return map(compose, "services").keySet();
  }

  /** Names under which a service finds its secrets, each with the secret's own. */
  private static Map<String, String> mounts(String service) {
    return ((List<?>) service(service).getOrDefault("secrets", List.of()))
        .stream()
            .map(
                secret ->
                    secret instanceof Map<?, ?> named
                        ? Map.entry((String) named.get("target"), (String) named.get("source"))
                        : Map.entry((String) secret, (String) secret))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void environment_eachVariable_isAKeyThatTheProcessReads(Program program) {
    Set<String> keys = Settings.defaults(program.settings()).keys();

    assertThat(map(service(program.name()), "environment").keySet())
        .isNotEmpty()
        .allMatch(name -> keys.contains(name) || keys.contains(name.replaceFirst("_FILE$", "")));
  }

  @Test
  void environment_secrets_onlyAsMountedFiles() {
    for (String service : services()) {
      map(service(service), "environment")
          .forEach(
              (name, value) -> {
                assertThat(name).doesNotMatch(".*(PASSWORD|SECRET|URI|TOKEN)");
                if (name.endsWith("_FILE")) {
                  assertThat((String) value).startsWith(MOUNTED);
                  assertThat(mounts(service))
                      .containsKey(((String) value).substring(MOUNTED.length()));
                }
              });
    }
  }

  @Test
  void privateKey_mountedForAuthOnly() {
    assertThat(services().stream().filter(name -> mounts(name).containsValue("token-private-key")))
        .containsExactly("auth");
  }

  @Test
  void ports_gatewayOnLoopbackOnly() {
    assertThat(services().stream().filter(name -> service(name).containsKey("ports")))
        .containsExactly("gateway");
    assertThat(service("gateway")).containsEntry("ports", List.of("127.0.0.1:8080:8080"));
    assertThat(map(map(compose, "networks"), "inside")).containsEntry("internal", true);
  }

  @Test
  void services_all_hardened() {
    for (String name : services()) {
      assertThat(service(name))
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsEntry("security_opt", List.of("no-new-privileges:true"));
    }
  }

  @Test
  void secrets_allMounted_areMadeByTheScript(@TempDir Path made) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "deploy/secrets needs openssl");
    Process script =
        new ProcessBuilder(ROOT.resolve("deploy/secrets").toString(), made.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).isZero();

    Set<String> mounted = new TreeSet<>();
    services().forEach(service -> mounted.addAll(mounts(service).values()));
    try (Stream<Path> files = Files.list(made)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(map(compose, "secrets").keySet())
          .containsExactlyInAnyOrderElementsOf(mounted);
    }
    assertThat(keyIds(made, "token-private-key")).isEqualTo(keyIds(made, "token-public-key"));
  }

  private static List<String> keyIds(Path secrets, String name) throws IOException {
    Path keys = Files.createTempDirectory(secrets, "keys");
    Files.copy(secrets.resolve(name), keys.resolve("token-1.pem"));
    Vertx vertx = Vertx.vertx();
    try {
      return KeyDirectory.load(vertx, keys).await().stream().map(key -> key.id()).toList();
    } finally {
      vertx.close().await();
    }
  }
}
