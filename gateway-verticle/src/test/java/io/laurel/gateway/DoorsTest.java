package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.BusEndpoints;
import io.laurel.bus.Reply;
import io.laurel.bus.TestTokens;
import io.laurel.contract.Operation;
import io.laurel.contract.Parameter;
import io.laurel.contract.Parameter.Place;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the contract, over HTTP and straight over the bus: the same refusals for the
 * same callers, and every admitted role gets past them. Generated, so that a new operation is
 * covered the day it is written.
 */
class DoorsTest {
  private static final String PASSED = "passed the door";
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
    BusEndpoints endpoints =
        new BusEndpoints(gateway.vertx, TestGateway.CONTRACT, TestTokens.verifier(gateway.vertx));
    TestGateway.CONTRACT.operations().stream()
        .filter(operation -> operation.address() != null)
        .forEach(
            operation ->
                endpoints.serve(
                    operation.id(), call -> Future.succeededFuture(Reply.of(passed(operation)))));
    endpoints.registered().await();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Stream<Operation> operations() {
    return TestGateway.CONTRACT.operations().stream()
        .filter(operation -> operation.address() != null);
  }

  /** What the stub of a service answers: of a streamed operation a page without rows. */
  private static JsonObject passed(Operation operation) {
    JsonObject passed = new JsonObject().put("is", PASSED);
    return operation.success().streamed() == null ? passed : passed.put("items", new JsonArray());
  }

  private static DynamicTest test(Operation operation, Role role, Runnable body) {
    return DynamicTest.dynamicTest(operation.id() + (role == null ? "" : " " + role), body::run);
  }

  /** The message of a caller who names path ids and nothing else. */
  private static JsonObject message(Operation operation) {
    JsonObject message = new JsonObject();
    operation.parameters().stream()
        .filter(parameter -> parameter.place() == Place.PATH)
        .map(Parameter::name)
        .forEach(name -> message.put(name, "x"));
    return message;
  }

  private static JsonObject overHttp(Operation operation, String token, boolean withBody) {
    String path = operation.path().replaceAll("\\{[^}]*}", "x");
    HttpMethod method = HttpMethod.valueOf(operation.method());
    HttpRequest<Buffer> request =
        token == null ? gateway.request(method, path) : gateway.request(method, path, token);
    HttpResponse<Buffer> response =
        (withBody && operation.body() != null
                ? request.sendJsonObject(new JsonObject())
                : request.send())
            .await();
    if (response.statusCode() == 204) {
      return new JsonObject().put("is", PASSED);
    }
    if (operation.success().streamed() != null && response.statusCode() == 200) {
      assertThat(operation.success().streamed().formats().values())
          .contains(response.getHeader("Content-Type").split(";", -1)[0]);
      return passed(operation);
    }
    assertThat(response.getHeader("Content-Type")).matches("application/(problem\\+)?json");
    JsonObject answer = response.bodyAsJsonObject();
    answer.remove("instance");
    answer.remove("requestId");
    return answer;
  }

  private static JsonObject overTheBus(Operation operation, String token) {
    DeliveryOptions options = new DeliveryOptions();
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    JsonObject[] answer = new JsonObject[1];
    ReplyException refusal =
        catchThrowableOfType(
            ReplyException.class,
            () ->
                answer[0] =
                    gateway
                        .vertx
                        .eventBus()
                        .<JsonObject>request(operation.address(), message(operation), options)
                        .await()
                        .body());
    if (refusal == null) {
      return answer[0];
    }
    JsonObject problem = new JsonObject(refusal.getMessage());
    assertThat(problem.getInteger("status")).isEqualTo(refusal.failureCode());
    problem.remove("requestId");
    return problem;
  }

  @TestFactory
  Stream<DynamicTest> anonymous_isUnauthorizedAtBothDoors() {
    return operations()
        .filter(operation -> !operation.access().open())
        .map(
            operation ->
                test(
                    operation,
                    null,
                    () -> {
                      JsonObject problem = overHttp(operation, null, false);
                      assertThat(problem.getInteger("status")).isEqualTo(401);
                      assertThat(overTheBus(operation, null)).isEqualTo(problem);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyRole_isJudgedAsTheContractSaysAtBothDoors() {
    return operations()
        .filter(operation -> !operation.access().open())
        .flatMap(operation -> Arrays.stream(Role.values()).map(role -> judged(operation, role)));
  }

  private static DynamicTest judged(Operation operation, Role role) {
    boolean admitted =
        operation.access().roles().isEmpty() || operation.access().roles().contains(role);
    return test(
        operation,
        role,
        () -> {
          String token = TestTokens.with(role);
          JsonObject answer = overHttp(operation, token, true);
          // An admitted caller is told what the message lacks, or is served.
          assertThat(answer.getInteger("status", 200)).matches(s -> admitted ? s != 403 : s == 403);
          assertThat(answer.getInteger("status", 200)).isIn(200, 400, 403);
          assertThat(overTheBus(operation, token).getString("code"))
              .isEqualTo(answer.getString("code"));
        });
  }

  @TestFactory
  Stream<DynamicTest> emptyMessage_isJudgedAlikeAtBothDoors() {
    String token = TestTokens.with(Role.values());
    return operations()
        .map(
            operation ->
                test(
                    operation,
                    null,
                    () -> {
                      JsonObject answer = overHttp(operation, token, true);
                      assertThat(overTheBus(operation, token)).isEqualTo(answer);
                      assertThat(answer.getString("is", answer.getString("code")))
                          .isIn(PASSED, "invalid-request");
                    }));
  }
}
