package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill −9 of standalone while roles change. */
final class AuditCrashIT {
  private static final int USERS = 8;
  private static final int CHANGES_BEFORE_THE_KILL = 100;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void kill_whileRolesChange_everyChangeHasItsEntryAndNoEntryIsWithoutItsChange()
      throws InterruptedException {
    List<String> ids = new ArrayList<>();
    try (StandaloneProcess standalone = StandaloneProcess.start(directory);
        Api api = new Api(vertx, standalone.url(), USERS)) {
      String admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
      Accounts accounts = new Accounts(api, admin);
      CountDownLatch enough = new CountDownLatch(CHANGES_BEFORE_THE_KILL);
      for (int i = 0; i < USERS; i++) {
        ids.add(accounts.open(Role.USER).getString("id"));
      }
      List<Future<Void>> changing =
          ids.stream().map(id -> changeUntilItDies(api, admin, id, 0, enough)).toList();
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      standalone.kill();
      Future.join(changing).transform(done -> Future.succeededFuture()).await();
    }

    try (StandaloneProcess again = StandaloneProcess.start(directory);
        Api api = new Api(vertx, again.url(), 4)) {
      String admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
      for (String id : ids) {
        assertThat(rolesByTheAudit(api, admin, id))
            .isEqualTo(
                api.get("/users/" + id, admin).await().bodyAsJsonObject().getJsonArray("roles"));
      }
      assertThat(again.terminate()).isZero();
    }
  }

  private static Future<Void> changeUntilItDies(
      Api api, String admin, String id, int number, CountDownLatch enough) {
    JsonArray roles = new JsonArray().add("USER");
    JsonObject body = new JsonObject().put("roles", number % 2 == 0 ? roles.add("AUDITOR") : roles);
    return api.send(HttpMethod.PUT, "/users/" + id + "/roles", admin, body)
        .compose(
            answer -> {
              enough.countDown();
              return changeUntilItDies(api, admin, id, number + 1, enough);
            });
  }

  /** The roles that follow from the entries alone, each of which must begin where one ended. */
  private static JsonArray rolesByTheAudit(Api api, String admin, String id) {
    List<JsonObject> entries = api.all("/audit/entries?target=" + id, admin);
    assertThat(entries).hasSizeGreaterThan(2);
    for (int i = 0; i + 1 < entries.size(); i++) {
      assertThat(entries.get(i).getValue("before")).isEqualTo(entries.get(i + 1).getValue("after"));
    }
    assertThat(entries.get(entries.size() - 1).getString("action")).isEqualTo("user.create");
    return entries.get(0).getJsonObject("after").getJsonArray("roles");
  }
}
