package io.laurel.standalone;

import static io.laurel.standalone.PlainMember.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.contract.Parameter;
import io.laurel.contract.Parameter.Place;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A1, A2 and A3, for whatever operations the contract has. */
final class AccessPromisesIT {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonObject DOCUMENT = CONTRACT.document();
  private static final String OPERATOR = "{\"$ne\":null}";

  /** What nobody may send, whatever an operation answers. */
  private static final Set<String> NEVER =
      Set.of("$where", "$set", "a.b", "__proto__", "passwordHash", "standing", "userRoles");

  @TempDir private static Path directory;

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static String admin;
  private static Accounts accounts;

  /** A token for each role that no call has spent yet. */
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() throws Exception {
    cluster = new ClusterOfProcesses(directory);
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    accounts = new Accounts(api, admin);
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    plain.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> a1_everyOperation_everyCaller_atBothDoors() {
    List<DynamicTest> cells = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      for (Role role : rolesAndNone()) {
        String caller = role == null ? "anonymous" : role.name();
        cells.add(
            DynamicTest.dynamicTest(
                operation.id() + ", " + caller + ", HTTP", () -> overHttp(operation, role)));
        if (operation.address() != null) {
          cells.add(
              DynamicTest.dynamicTest(
                  operation.id() + ", " + caller + ", bus", () -> overBus(operation, role)));
        }
      }
    }
    return cells.stream();
  }

  /** Null for nobody. */
  private static List<Role> rolesAndNone() {
    List<Role> roles = new ArrayList<>(List.of(Role.values()));
    roles.add(null);
    return roles;
  }

  private static boolean admits(Operation operation, Role role) {
    return operation.access().open()
        || (role != null
            && (operation.access().roles().isEmpty() || operation.access().roles().contains(role)));
  }

  private static void overHttp(Operation operation, Role role) {
    HttpResponse<Buffer> answer = call(operation, token(role), emptyBody(operation)).await();
    if (answer.statusCode() < 300) {
      spend(operation, role);
    }
    String code = answer.statusCode() < 300 ? null : answer.bodyAsJsonObject().getString("code");
    check(operation, role, answer.statusCode(), code);
    if (!admits(operation, role) && role == null) {
      assertThat(answer.getHeader("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  private static void overBus(Operation operation, Role role) {
    JsonObject message = new JsonObject();
    operation.parameters().stream()
        .filter(parameter -> parameter.place() == Place.PATH)
        .forEach(parameter -> message.put(parameter.name(), "x"));
    Future<JsonObject> answer = plain.ask(operation.address(), token(role), message);
    try {
      answer.await();
      spend(operation, role);
      check(operation, role, 200, null);
    } catch (ReplyException refused) {
      assertThat(refused.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
      JsonObject problem = new JsonObject(refused.getMessage());
      check(operation, role, refused.failureCode(), problem.getString("code"));
    }
  }

  private static void check(Operation operation, Role role, int status, String code) {
    if (admits(operation, role)) {
      // Nor may it be missing: an answer of the service itself.
      assertThat(status).as("%s", code).isNotIn(401, 403, 405).isLessThan(500);
      assertThat(code).isNotEqualTo("not-found");
    } else if (role == null) {
      assertThat(status).isEqualTo(401);
      assertThat(code).isEqualTo("unauthorized");
    } else {
      assertThat(status).isEqualTo(403);
      assertThat(code).isEqualTo("forbidden");
    }
  }

  private static String token(Role role) {
    return role == null ? null : TOKENS.computeIfAbsent(role, accounts::tokenOf);
  }

  /** A call that did something may have ended its own session. */
  private static void spend(Operation operation, Role role) {
    if (role != null && !operation.method().equals("GET")) {
      TOKENS.remove(role);
    }
  }

  private static Future<HttpResponse<Buffer>> call(
      Operation operation, String token, JsonObject body) {
    return api.send(HttpMethod.valueOf(operation.method()), path(operation), token, body);
  }

  private static String path(Operation operation) {
    return operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "x");
  }

  private static JsonObject emptyBody(Operation operation) {
    return operation.body() == null ? null : new JsonObject();
  }

  @Test
  void a2_objectsOfOthers_answerAsOnesThatDoNotExist() {
    String eventId = api.publishedEvent(admin, null);
    String reward =
        api.get("/events/" + eventId + "/rewards", admin)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    String claim =
        Api.created(api.claim(eventId, accounts.tokenOf(Role.USER), null)).getString("id");
    JsonObject draft =
        new JsonObject()
            .put("name", "Secret")
            .put("startsAt", "2026-01-01T00:00:00Z")
            .put("endsAt", "2099-01-01T00:00:00Z");
    String draftId = Api.created(api.post("/events", admin, draft)).getString("id");
    String other = accounts.tokenOf(Role.USER);

    assertSame(HttpMethod.GET, "/claims/", claim, "", other);
    assertSame(HttpMethod.GET, "/events/", draftId, "", other);
    assertSame(HttpMethod.GET, "/events/", draftId, "/rewards", other);
    assertSame(HttpMethod.GET, "/events/", draftId, "/rewards/" + reward, other);
    assertSame(HttpMethod.POST, "/events/", draftId, "/claims", other);
  }

  private static void assertSame(
      HttpMethod method, String before, String id, String after, String token) {
    String none = id.substring(0, 4) + "00000000000000000000000000";
    HttpResponse<Buffer> hidden = api.send(method, before + id + after, token, null).await();
    HttpResponse<Buffer> missing = api.send(method, before + none + after, token, null).await();

    assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(missing.statusCode());
    assertThat(withoutTraces(hidden)).isEqualTo(withoutTraces(missing));
    assertThat(Set.copyOf(hidden.headers().names()))
        .isEqualTo(Set.copyOf(missing.headers().names()));
  }

  private static JsonObject withoutTraces(HttpResponse<Buffer> answer) {
    JsonObject problem = answer.bodyAsJsonObject();
    assertThat(problem.remove("requestId")).isNotNull();
    assertThat(problem.remove("instance")).isNotNull();
    return problem;
  }

  /** Whatever an operation answers but does not take is a privileged field of it. */
  @TestFactory
  Stream<DynamicTest> a3_unknownAndPrivilegedFields_refusedWithTheirPointer() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      if (operation.body() != null) {
        Set<String> fields = new TreeSet<>(NEVER);
        if (operation.success().schema() != null) {
          fields.addAll(
              operation
                  .success()
                  .schema()
                  .getJsonObject("properties", new JsonObject())
                  .fieldNames());
        }
        fields.removeAll(properties(operation));
        for (String field : fields) {
          tests.add(
              DynamicTest.dynamicTest(
                  operation.id() + ", " + field, () -> assertUnknown(operation, field)));
        }
      }
    }
    return tests.stream();
  }

  private static void assertUnknown(Operation operation, String field) {
    JsonObject body = new JsonObject().put(field, "x");
    HttpResponse<Buffer> answer = call(operation, admin, body).await();

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(faults(answer.bodyAsJsonObject()))
        .contains(new JsonObject().put("pointer", "/" + field).put("detail", "is unknown"));
    // In a message of the bus, path and body are one object.
    if (operation.parameters().stream().noneMatch(known -> known.name().equals(field))) {
      assertThat(faults(problem(plain.ask(operation.address(), admin, body))))
          .contains(new JsonObject().put("pointer", "/" + field).put("detail", "is unknown"));
    }
  }

  @TestFactory
  Stream<DynamicTest> a3_operatorInABody_isRefusedThere() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      if (operation.body() != null) {
        for (String field : properties(operation)) {
          tests.add(
              DynamicTest.dynamicTest(
                  operation.id() + ", " + field, () -> assertNoOperator(operation, field)));
        }
      }
    }
    return tests.stream();
  }

  private static void assertNoOperator(Operation operation, String field) {
    JsonObject body = new JsonObject().put(field, new JsonObject(OPERATOR));
    HttpResponse<Buffer> answer = call(operation, admin, body).await();

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(faults(answer.bodyAsJsonObject()))
        .anyMatch(fault -> fault.getString("pointer").startsWith("/" + field));
  }

  @TestFactory
  Stream<DynamicTest> a3_operatorInAParameter_isData() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      for (Parameter parameter : operation.parameters()) {
        String name = operation.id() + ", " + parameter.name();
        if (parameter.place() == Place.QUERY) {
          tests.add(
              DynamicTest.dynamicTest(
                  name + ", HTTP", () -> assertFindsNothing(operation, parameter)));
        }
        tests.add(
            DynamicTest.dynamicTest(
                name + ", bus", () -> assertNoOperatorOnTheBus(operation, parameter)));
      }
    }
    return tests.stream();
  }

  private static void assertFindsNothing(Operation operation, Parameter parameter) {
    String value = URLEncoder.encode(OPERATOR, StandardCharsets.UTF_8);
    String path = path(operation) + "?" + parameter.name() + "=" + value;
    HttpResponse<Buffer> answer =
        api.send(HttpMethod.valueOf(operation.method()), path, admin, null).await();

    assertThat(answer.statusCode()).isIn(200, 400, 404);
    if (answer.statusCode() == 200 && operation.success().streamed() != null) {
      assertThat(answer.bodyAsString())
          .isEqualTo(String.join(",", operation.success().streamed().columns()) + "\r\n");
    } else if (answer.statusCode() == 200) {
      assertThat(answer.bodyAsJsonObject().getJsonArray("items")).isEmpty();
    }
  }

  private static void assertNoOperatorOnTheBus(Operation operation, Parameter parameter) {
    JsonObject message = new JsonObject().put(parameter.name(), new JsonObject(OPERATOR));

    JsonObject problem = problem(plain.ask(operation.address(), admin, message));

    assertThat(problem.getInteger("status")).isEqualTo(400);
    assertThat(faults(problem))
        .anyMatch(fault -> fault.getString("pointer").equals("/" + parameter.name()));
  }

  /** Fields of the body that an operation takes. */
  private static Set<String> properties(Operation operation) {
    String reference =
        DOCUMENT
            .getJsonObject("paths")
            .getJsonObject(operation.path().substring("/api/v1".length()))
            .getJsonObject(operation.method().toLowerCase(Locale.ROOT))
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema")
            .getString("$ref");
    return DOCUMENT
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1))
        .getJsonObject("properties")
        .fieldNames();
  }

  private static List<JsonObject> faults(JsonObject problem) {
    return problem.getJsonArray("errors", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
