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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void keys_mountedForThoseWhoNeedThem_asDirectoriesNobodyWrites() {
    assertThat(services().stream().filter(name -> hasVolume(name, "/token-keys/private:")))
        .containsExactly("auth");
    assertThat(services().stream().filter(name -> hasVolume(name, "/token-keys/public:")))
        .containsExactlyInAnyOrder("event", "gateway");
    // A certificate says what a node is: each kind has its own, and nobody has the authority's key.
    for (Program program : programs().toList()) {
      assertThat(
              services().stream().filter(name -> hasVolume(name, "/bus/" + program.name() + ":")))
          .containsExactly(program.name());
      assertThat(map(service(program.name()), "environment")).doesNotContainKey("CLUSTER_INSECURE");
    }
    assertThat(services())
        .noneMatch(name -> hasVolume(name, "secrets/bus:"))
        .noneMatch(name -> hasVolume(name, "authority"));
    assertThat(
            services().stream()
                .flatMap(name -> strings(name, "volumes").stream())
                .filter(volume -> volume.startsWith("./")))
        .allMatch(volume -> volume.endsWith(":ro"));
  }

  @Test
  void ports_ofTheProxyAndTheDashboard_onLoopbackUnlessSomebodySaysOtherwise() {
    assertThat(services().stream().filter(name -> service(name).containsKey("ports")))
        .containsExactlyInAnyOrder("proxy", "grafana");
    assertThat(service("grafana"))
        .containsEntry("ports", List.of("${GRAFANA:-127.0.0.1:3000}:3000"))
        .containsEntry("profiles", List.of("observability"));
    assertThat(service("proxy")).containsEntry("ports", List.of("${PUBLISH:-127.0.0.1:8443}:8443"));
  }

  @Test
  void networks_nobodyButTheProxyAndWebhooksLeavesTheMachine() {
    Map<String, Set<String>> networks = new TreeMap<>();
    services().forEach(name -> networks.put(name, networks(name)));

    assertThat(networks)
        .containsOnly(
            Map.entry("proxy", Set.of("edge", "front")),
            Map.entry("gateway", Set.of("front", "inside")),
            Map.entry("auth", Set.of("inside")),
            Map.entry("event", Set.of("inside", "out")),
            Map.entry("mongo", Set.of("inside")),
            Map.entry("prometheus", Set.of("inside", "observed")),
            Map.entry("grafana", Set.of("observed", "edge")),
            Map.entry("mongo-setup", Set.of("service:mongo")));
    assertThat(map(map(compose, "networks"), "inside")).containsEntry("internal", true);
    assertThat(map(map(compose, "networks"), "front")).containsEntry("internal", true);
    assertThat(map(map(compose, "networks"), "observed")).containsEntry("internal", true);
  }

  /** Off unless the second file is given, which changes auth and nobody else. */
  @Test
  void exchange_inAFileOfItsOwn_givesAuthTheIssuersAndAWayOutOfItsOwn() throws IOException {
    Map<String, Object> exchange;
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("deploy/exchange.yml"))) {
      exchange = new Yaml().load(reader);
    }

    assertThat(map(exchange, "services")).containsOnlyKeys("auth");
    Map<String, Object> auth = map(map(exchange, "services"), "auth");
    assertThat(map(auth, "environment"))
        .containsOnly(Map.entry("TRUSTED_ISSUERS", "/run/trusted-issuers.json"));
    assertThat(auth.get("configs"))
        .isEqualTo(
            List.of(Map.of("source", "trusted-issuers", "target", "/run/trusted-issuers.json")));
    assertThat(map(exchange, "configs")).containsOnlyKeys("trusted-issuers");
    assertThat(map(auth, "networks")).containsOnlyKeys("issuers");
    assertThat(map(exchange, "networks")).containsOnlyKeys("issuers");
    assertThat(map(compose, "networks")).doesNotContainKey("issuers");
    assertThat(Settings.defaults(new AuthProgram().settings()).keys()).contains("TRUSTED_ISSUERS");
    // Each by the name that leads to the network of the cluster, whatever others it is in.
    assertThat(map(service("auth"), "environment"))
        .containsEntry("CLUSTER_MEMBERS", "auth-inside,event-inside,gateway-inside");
  }

  /** What the gateway believes of addresses is what the proxy's network is. */
  @Test
  void trustedProxies_theNetworkOfTheProxy() {
    assertThat(map(service("gateway"), "environment").get("TRUSTED_PROXIES"))
        .isEqualTo("${FRONT_NETWORK:-10.213.77.0/28}");
    assertThat(map(map(map(compose, "networks"), "front"), "ipam").toString())
        .contains("${FRONT_NETWORK:-10.213.77.0/28}");
  }

  @Test
  void services_all_hardenedAndBounded() {
    for (String name : services()) {
      assertThat(service(name))
          .describedAs(name)
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsEntry("security_opt", List.of("no-new-privileges:true"))
          .containsKeys("mem_limit", "pids_limit");
      assertThat(map(map(service(name), "logging"), "options"))
          .describedAs(name)
          .containsKeys("max-size", "max-file");
    }
  }

  @Test
  void processes_runAsTheUserOfTheImage_byNumber() throws IOException {
    assertThat(Files.readString(ROOT.resolve("Dockerfile"))).contains("\nUSER 10001:10001\n");
    programs()
        .forEach(
            program -> assertThat(service(program.name())).containsEntry("user", "10001:10001"));
  }

  /** Besides these two there are classes, compiled code and threads. */
  @Test
  void memory_heapAndDirectTogether_leaveAThirdOfTheLimit() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
    int heapPercent = number(dockerfile, "-XX:MaxRAMPercentage=(\\d+)");
    int directMegabytes = number(dockerfile, "-XX:MaxDirectMemorySize=(\\d+)m");

    for (Program program : programs().toList()) {
      int limit = number((String) service(program.name()).get("mem_limit"), "(\\d+)m");
      assertThat(limit * heapPercent / 100 + directMegabytes).isLessThanOrEqualTo(limit * 2 / 3);
    }
  }

  @Test
  void management_reachableInside_publishedNowhere() {
    programs()
        .forEach(
            program ->
                assertThat(map(service(program.name()), "environment"))
                    .containsEntry("MANAGEMENT_HOST", "0.0.0.0"));
    assertThat(service("proxy").toString()).doesNotContain("9090");
  }

  /** A first start that broke off is repeated, and nothing starts before it went well. */
  @Test
  void processes_startWhenTheirUsersCanSignIn() {
    programs()
        .forEach(
            program ->
                assertThat(map(service(program.name()), "depends_on").toString())
                    .contains("mongo={condition=service_healthy}")
                    .contains("mongo-setup={condition=service_completed_successfully}"));
    assertThat(service("mongo").toString()).doesNotContain("docker-entrypoint-initdb.d");
  }

  @Test
  void secrets_allMounted_areMadeByTheScript(@TempDir Path made) throws Exception {
    run("deploy/secrets", made);

    Set<String> mounted = new TreeSet<>();
    services().forEach(service -> mounted.addAll(mounts(service).values()));
    try (Stream<Path> files = Files.list(made).filter(Files::isRegularFile)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(map(compose, "secrets").keySet())
          .containsExactlyInAnyOrderElementsOf(mounted);
    }
    assertThat(keyIds(made, "private")).hasSize(1).isEqualTo(keyIds(made, "public"));
  }

  /** The newest by name signs: a key that is added has to sort behind all that are there. */
  @Test
  void rotation_addsAKeyBehindTheOthers_andRetiresThem(@TempDir Path made) throws Exception {
    run("deploy/secrets", made);
    String first = keyIds(made, "private").get(0);
    Files.move(
        onlyFile(made.resolve("token-keys/private")),
        made.resolve("token-keys/private/20260101000000.pem"));
    Files.move(
        onlyFile(made.resolve("token-keys/public")),
        made.resolve("token-keys/public/20260101000000.pem"));

    run("deploy/rotate-token-key", made);
    assertThat(keyIds(made, "private")).hasSize(2).startsWith(first);
    assertThat(keyIds(made, "public")).isEqualTo(keyIds(made, "private"));

    run("deploy/rotate-token-key", Path.of("--retire"), made);
    assertThat(keyIds(made, "private")).hasSize(1).doesNotContain(first);
    assertThat(keyIds(made, "public")).isEqualTo(keyIds(made, "private"));
  }

  private static boolean hasVolume(String service, String part) {
    return strings(service, "volumes").stream().anyMatch(volume -> volume.contains(part));
  }

  private static List<String> strings(String service, String key) {
    return ((List<?>) service(service).getOrDefault(key, List.of()))
        .stream().map(String.class::cast).toList();
  }

  private static Set<String> networks(String service) {
    Object shared = service(service).get("network_mode");
    if (shared != null) {
      return Set.of((String) shared);
    }
    Object networks = service(service).get("networks");
    return networks instanceof Map<?, ?> named
        ? named.keySet().stream().map(String.class::cast).collect(Collectors.toSet())
        : Set.copyOf(strings(service, "networks"));
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).describedAs(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static void run(String script, Path... arguments) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "the script needs openssl");
    List<String> command = new ArrayList<>(List.of(ROOT.resolve(script).toString()));
    Stream.of(arguments).map(Path::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Path onlyFile(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files = listed.toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }

  private static List<String> keyIds(Path secrets, String kind) {
    Vertx vertx = Vertx.vertx();
    try {
      return KeyDirectory.load(vertx, secrets.resolve("token-keys").resolve(kind)).await().stream()
          .map(key -> key.id())
          .toList();
    } finally {
      vertx.close().await();
    }
  }
}
