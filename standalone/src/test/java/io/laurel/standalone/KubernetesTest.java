package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.AuthProgram;
import io.laurel.config.Settings;
import io.laurel.event.EventProgram;
import io.laurel.gateway.GatewayProgram;
import io.laurel.launch.Program;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * What can be said of deploy/kubernetes without a cluster and beyond the API's schema, which
 * .ci/kubernetes looks at: names that lead somewhere, settings that a process reads.
 */
class KubernetesTest {
  private static final Path FOLDER =
      Path.of("..").toAbsolutePath().normalize().resolve("deploy/kubernetes");

  private static List<JsonObject> manifests;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      manifests =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .flatMap(KubernetesTest::documents)
              .toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static Stream<JsonObject> documents(Path file) {
    try {
      Iterable<Object> documents = new Yaml().loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false)
          .map(document -> new JsonObject((Map<String, Object>) document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Program> programs() {
    return Stream.of(new AuthProgram(), new EventProgram(), new GatewayProgram());
  }

  private static Stream<JsonObject> kind(String kind) {
    return manifests.stream().filter(manifest -> kind.equals(manifest.getString("kind")));
  }

  private static JsonObject named(String kind, String name) {
    List<JsonObject> found =
        kind(kind)
            .filter(manifest -> name.equals(manifest.getJsonObject("metadata").getString("name")))
            .toList();
    assertThat(found).describedAs(kind + " " + name).hasSize(1);
    return found.get(0);
  }

  private static JsonObject pod(Program program) {
    return named("Deployment", program.name())
        .getJsonObject("spec")
        .getJsonObject("template")
        .getJsonObject("spec");
  }

  private static JsonObject container(Program program) {
    return pod(program).getJsonArray("containers").getJsonObject(0);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void environment_eachVariable_isAKeyThatTheProcessReads(Program program) {
    Set<String> keys = Settings.defaults(program.settings()).keys();
    Set<String> told =
        new HashSet<>(named("ConfigMap", "cluster").getJsonObject("data").fieldNames());
    objects(container(program).getJsonArray("env")).forEach(one -> told.add(one.getString("name")));

    assertThat(told)
        .isNotEmpty()
        .allMatch(name -> keys.contains(name) || keys.contains(name.replaceFirst("_FILE$", "")))
        .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|URI|TOKEN|SEAL_KEYS)"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void secrets_eachFile_isMadeByTheScript(Program program) throws IOException {
    String script = Files.readString(FOLDER.resolve("secrets"));
    Map<String, String> secrets =
        objects(pod(program).getJsonArray("volumes"))
            .filter(volume -> volume.containsKey("secret"))
            .collect(
                Collectors.toMap(
                    volume -> volume.getString("name"),
                    volume -> volume.getJsonObject("secret").getString("secretName")));

    objects(container(program).getJsonArray("env"))
        .filter(one -> one.getString("name").endsWith("_FILE"))
        .forEach(
            one ->
                assertThat(script)
                    .containsPattern(
                        "secret "
                            + secrets.get("secrets")
                            + "( \\S+)* "
                            + one.getString("value").replace("/run/secrets/", "")
                            + "\\b"));
    assertThat(script).contains("secret " + secrets.get("token-keys") + " ");
    assertThat(secrets.get("bus")).isEqualTo("bus-" + program.name());
    assertThat(script)
        .containsPattern("for kind in [a-z ]*" + program.name() + "[a-z ]*; do secret \"bus-");
    assertThat(secrets.get("token-keys").endsWith("private"))
        .isEqualTo(program instanceof AuthProgram);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void pods_mayNothing_andAreBounded(Program program) {
    assertThat(pod(program).getJsonObject("securityContext").getMap())
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001)
        .containsEntry("runAsGroup", 10001);
    assertThat(pod(program).getBoolean("automountServiceAccountToken")).isFalse();
    assertThat(container(program).getJsonObject("securityContext").getMap())
        .containsEntry("allowPrivilegeEscalation", false)
        .containsEntry("readOnlyRootFilesystem", true);
    assertThat(container(program).getJsonObject("resources").getJsonObject("limits").getMap())
        .containsKey("memory");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void end_leavesTheProcessLongerThanItTakes(Program program) {
    JsonObject told = named("ConfigMap", "cluster").getJsonObject("data");

    assertThat(pod(program).getInteger("terminationGracePeriodSeconds") * 1000)
        .isGreaterThan(Integer.parseInt(told.getString("SHUTDOWN_TIMEOUT_MS")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void ports_ofProbesAndServices_areThoseOfTheContainer(Program program) {
    Map<String, Integer> ports =
        objects(container(program).getJsonArray("ports"))
            .collect(
                Collectors.toMap(
                    port -> port.getString("name"), port -> port.getInteger("containerPort")));

    assertThat(ports)
        .containsEntry("management", 9090)
        .containsEntry("membership", 5701)
        .containsEntry("bus", 5700);
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(container(program).getJsonObject(probe).getJsonObject("httpGet").getString("port"))
          .isEqualTo("management");
    }
    objects(named("Service", "cluster").getJsonObject("spec").getJsonArray("ports"))
        .forEach(port -> assertThat(ports).containsKey(port.getString("targetPort")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void disruptions_atMostOneOfAKind(Program program) {
    JsonObject budget = named("PodDisruptionBudget", program.name()).getJsonObject("spec");

    assertThat(budget.getInteger("maxUnavailable")).isEqualTo(1);
    assertThat(budget.getJsonObject("selector"))
        .isEqualTo(
            named("Deployment", program.name()).getJsonObject("spec").getJsonObject("selector"));
    assertThat(named("Deployment", program.name()).getJsonObject("spec").getInteger("replicas"))
        .isGreaterThan(1);
  }

  @Test
  void networks_everythingIsClosed_unlessAPolicyOpensIt() {
    assertThat(named("NetworkPolicy", "closed").getJsonObject("spec"))
        .isEqualTo(
            new JsonObject()
                .put("podSelector", new JsonObject())
                .put("policyTypes", new JsonArray().add("Ingress").add("Egress")));
    // Players' way in is one port of one kind; membership and the bus are for the processes alone.
    List<String> opened =
        kind("NetworkPolicy")
            .flatMap(
                policy ->
                    objects(policy.getJsonObject("spec").getJsonArray("ingress", new JsonArray()))
                        .flatMap(rule -> objects(rule.getJsonArray("ports")))
                        .map(
                            port ->
                                policy.getJsonObject("metadata").getString("name")
                                    + " "
                                    + port.getValue("port")))
            .toList();
    assertThat(opened)
        .containsExactlyInAnyOrder(
            "cluster membership", "cluster bus", "metrics management", "players http");
  }

  /** Off, and auth without a way out, unless somebody applies what makes it on. */
  @Test
  void exchange_optional_andItsWayOutComesWithIt() throws IOException {
    JsonObject told = named("ConfigMap", "exchange").getJsonObject("data");
    Program auth = new AuthProgram();

    assertThat(objects(container(auth).getJsonArray("envFrom")))
        .contains(optional(new JsonObject().put("name", "exchange"), "configMapRef"));
    assertThat(objects(pod(auth).getJsonArray("volumes")))
        .contains(
            optional(new JsonObject().put("name", "trusted-issuers"), "configMap")
                .put("name", "trusted-issuers"));
    assertThat(Settings.defaults(auth.settings()).keys()).containsAll(told.fieldNames());
    assertThat(objects(container(auth).getJsonArray("volumeMounts")))
        .anyMatch(
            mount ->
                mount.getString("name").equals("trusted-issuers")
                    && told.getString("TRUSTED_ISSUERS")
                        .startsWith(mount.getString("mountPath") + "/"));
    JsonObject out = named("NetworkPolicy", "issuers").getJsonObject("spec");
    assertThat(out.getJsonObject("podSelector").encode())
        .isEqualTo("{\"matchLabels\":{\"app.kubernetes.io/name\":\"auth\"}}");
    assertThat(Files.readString(FOLDER.resolve("4-network-policies.yaml")))
        .doesNotContain("name: auth}");
  }

  private static JsonObject optional(JsonObject source, String key) {
    return new JsonObject().put(key, source.put("optional", true));
  }
}
