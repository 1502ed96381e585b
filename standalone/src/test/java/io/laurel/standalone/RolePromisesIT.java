package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.laurel.standalone.AccessTable.Row;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A1: every row of {@link AccessTable} × {anonymous, each role}, over HTTP and over the bus. What
 * is sent, and what is expected of it, is the table's.
 */
@Tag(SharedCluster.TAG)
final class RolePromisesIT {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  /** Who is admitted reaches the service; it answers of its own. */
  private static final Set<String> BEFORE_THE_SERVICE =
      Set.of(
          "unauthorized",
          "forbidden",
          "not-found",
          "method-not-allowed",
          "invalid-request",
          "malformed-json",
          "unsupported-media-type",
          "too-many-requests");

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static Accounts accounts;

  /** A token for each role that no call has spent yet. */
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.url(), 4);
    accounts = new Accounts(api, api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD));
  }

  @AfterAll
  static void stop() {
    api.close();
    vertx.close().await();
    plain.close();
  }

  @TestFactory
  Stream<DynamicTest> a1_everyOperation_everyCaller_atBothDoors() {
    List<DynamicTest> cells = new ArrayList<>();
    for (Row row : AccessTable.rows()) {
      for (Role role : rolesAndNone()) {
        String cell = row + ", " + (role == null ? "anonymous" : role.name());
        cells.add(DynamicTest.dynamicTest(cell + ", HTTP", () -> overHttp(row, role)));
        if (row.address() != null) {
          cells.add(DynamicTest.dynamicTest(cell + ", bus", () -> overBus(row, role)));
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

  private static void overHttp(Row row, Role role) {
    HttpResponse<Buffer> answer =
        api.send(
                HttpMethod.valueOf(row.method()),
                PARAMETER.matcher(row.path()).replaceAll("x") + query(row, role),
                token(role),
                body(row, role))
            .await();
    boolean done = answer.statusCode() < 300;
    if (done) {
      spend(row, role);
    }
    check(
        row, role, answer.statusCode(), done ? null : answer.bodyAsJsonObject().getString("code"));
    if (!row.admits(role) && role == null) {
      assertThat(answer.getHeader("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  private static JsonObject body(Row row, Role role) {
    return row.body() == null ? null : row.body().copy().mergeIn(row.mustSay(role));
  }

  private static String query(Row row, Role role) {
    return row.body() != null || row.mustSay(role).isEmpty()
        ? ""
        : row.mustSay(role).stream()
            .map(said -> said.getKey() + "=" + said.getValue())
            .collect(Collectors.joining("&", "?", ""));
  }

  private static void overBus(Row row, Role role) {
    JsonObject message = row.body() == null ? new JsonObject() : row.body().copy();
    message.mergeIn(row.mustSay(role));
    Matcher parameter = PARAMETER.matcher(row.path());
    while (parameter.find()) {
      message.put(parameter.group(1), "x");
    }
    try {
      plain.ask(row.address(), token(role), message).await();
      spend(row, role);
      check(row, role, 200, null);
    } catch (ReplyException refused) {
      assertThat(refused.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
      JsonObject problem = new JsonObject(refused.getMessage());
      check(row, role, refused.failureCode(), problem.getString("code"));
    }
  }

  private static void check(Row row, Role role, int status, String code) {
    if (row.admits(role)) {
      assertThat(status).as("%s", code).isLessThan(500);
      assertThat(code)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              own -> assertThat(own).isNotIn(BEFORE_THE_SERVICE));
    } else if (role == null) {
      assertThat(status).as("%s", code).isEqualTo(401);
      assertThat(code).isEqualTo("unauthorized");
    } else {
      assertThat(status).as("%s", code).isEqualTo(403);
      assertThat(code).isEqualTo("forbidden");
    }
  }

  private static String token(Role role) {
    return role == null ? null : TOKENS.computeIfAbsent(role, accounts::tokenOf);
  }

  /** A call that did something may have ended its own session. */
  private static void spend(Row row, Role role) {
    if (role != null && !row.method().equals("GET")) {
      TOKENS.remove(role);
    }
  }
}
