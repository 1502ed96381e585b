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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A2, and A3 for whatever operations the contract has; A1 is RolePromisesIT. */
@Tag(SharedCluster.TAG)
final class AccessPromisesIT {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonObject DOCUMENT = CONTRACT.document();
  private static final String OPERATOR = "{\"$ne\":null}";

  /** What nobody may send, whatever an operation answers. */
  private static final Set<String> NEVER =
      Set.of("$where", "$set", "a.b", "__proto__", "passwordHash", "standing", "userRoles");

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static String admin;
  private static Accounts accounts;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
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
  }

  private static Future<HttpResponse<Buffer>> call(
      Operation operation, String token, JsonObject body) {
    return api.send(HttpMethod.valueOf(operation.method()), path(operation), token, body);
  }

  private static String path(Operation operation) {
    return operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "x");
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
    assertSameOnTheBus("claim.get", "claimId", claim, other);
    assertSame(HttpMethod.GET, "/events/", draftId, "", other);
    assertSame(HttpMethod.GET, "/events/", draftId, "/rewards", other);
    assertSame(HttpMethod.GET, "/events/", draftId, "/rewards/" + reward, other);
    assertSame(HttpMethod.POST, "/events/", draftId, "/claims", other);
    assertSameOnTheBus("event.get", "eventId", draftId, other);
  }

  @Test
  void a2_sessionOfAnother_answersAsOneThatDoesNotExistAndGoesOn() {
    String owner = accounts.tokenOf(Role.USER);
    String session = items("/auth/sessions", owner).getJsonObject(0).getString("id");
    String other = accounts.tokenOf(Role.USER);

    assertSame(HttpMethod.DELETE, "/auth/sessions/", session, "", other);
    assertSameOnTheBus("auth.endSession", "sessionId", session, other);
    assertSame(HttpMethod.DELETE, "/auth/sessions/", session, "", admin);

    assertThat(items("/auth/sessions", owner)).hasSize(1);
  }

  @Test
  void a2_listsOfOwn_showNothingOfOthers() {
    String eventId = api.publishedEvent(admin, null);
    String owner = accounts.tokenOf(Role.USER);
    Api.created(api.claim(eventId, owner, null));

    for (String other : List.of(accounts.tokenOf(Role.USER), accounts.tokenOf(Role.ADMIN))) {
      assertThat(items("/me/claims?eventId=" + eventId, other)).isEmpty();
      assertThat(items("/auth/sessions", other)).hasSize(1);
    }
    assertThat(items("/me/claims?eventId=" + eventId, owner)).hasSize(1);
  }

  /** The other own-object rule: nobody decides about what is granted to oneself. */
  @Test
  void ownClaim_decidedAboutByItsClaimant_refusedAtBothDoors() {
    String eventId = api.publishedEvent(admin, null);
    String claim = Api.created(api.claim(eventId, admin, null)).getString("id");
    JsonObject reason = new JsonObject().put("reason", "mine");

    for (String decision : List.of("approval", "rejection", "revocation")) {
      JsonObject body = decision.equals("approval") ? null : reason;
      HttpResponse<Buffer> answer =
          api.post("/claims/" + claim + "/" + decision, admin, body).await();
      assertThat(answer.statusCode()).as(decision).isEqualTo(403);
      assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo("own-claim");
    }
    for (String address : List.of("claim.approve", "claim.reject", "claim.revoke")) {
      JsonObject message = new JsonObject().put("claimId", claim);
      JsonObject body = address.equals("claim.approve") ? message : message.mergeIn(reason);
      assertThat(problem(plain.ask(address, admin, body)).getString("code"))
          .as(address)
          .isEqualTo("own-claim");
    }
    assertThat(api.get("/claims/" + claim, admin).await().bodyAsJsonObject().getString("status"))
        .isEqualTo("GRANTED");
  }

  private static JsonArray items(String path, String token) {
    return api.get(path, token).await().bodyAsJsonObject().getJsonArray("items");
  }

  private static void assertSameOnTheBus(
      String address, String parameter, String id, String token) {
    String none = id.substring(0, 4) + "00000000000000000000000000";
    JsonObject hidden = problem(plain.ask(address, token, new JsonObject().put(parameter, id)));
    JsonObject missing = problem(plain.ask(address, token, new JsonObject().put(parameter, none)));

    assertThat(hidden.getInteger("status")).isEqualTo(404);
    assertThat(hidden).isEqualTo(missing);
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
