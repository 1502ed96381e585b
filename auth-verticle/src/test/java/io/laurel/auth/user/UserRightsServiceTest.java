package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.lastadmin.GuardedUsers;
import io.laurel.bus.Announcements;
import io.laurel.bus.Reply;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserRightsServiceTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final MutableClock clock = MutableClock.atPresent();
  private final AuditStore audit = new InMemoryAuditStore();
  private final UserStore store = GuardedUsers.of(new InMemoryUserStore(audit), clock);
  private final UserRightsService service =
      new UserRightsService(
          Users.changes(store), new UserNews(new Announcements(VERTX)), Ids.by(clock), clock);

  @BeforeEach
  void fill() {
    store.add(Users.with(Users.aUser("root"), Role.ADMIN), null).await();
    store.add(Users.aUser("ada"), null).await();
    clock.advance(Duration.ofMinutes(1));
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void setRoles_others_hasThoseAndOldTokensAreVoid() {
    JsonObject answer = setRoles("ada", "USER", "OPERATOR").await().body();

    assertThat(answer.getJsonArray("roles")).containsExactly("USER", "OPERATOR");
    assertThat(answer.getString("updatedAt")).isEqualTo(Instants.format(clock.instant()));
    User ada = ada();
    assertThat(ada.roles()).containsExactlyInAnyOrder(Role.USER, Role.OPERATOR);
    assertThat(ada.standing()).isEqualTo(Standing.NEW.withoutTokens());
    assertThat(ada.standing().admitsSession("ses_1", 0)).isTrue();
  }

  @Test
  void setRoles_others_entryTellsBoth() {
    setRoles("ada", "USER", "OPERATOR").await();

    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.actor()).isEqualTo("usr_root");
    assertThat(entry.action()).isEqualTo("user.setRoles");
    assertThat(entry.target()).isEqualTo("usr_ada");
    assertThat(entry.at()).isEqualTo(Instants.now(clock));
    assertThat(entry.before()).isEqualTo(roles("USER"));
    assertThat(entry.after()).isEqualTo(roles("USER", "OPERATOR"));
    assertThat(entry.reason()).isNull();
  }

  @Test
  void setRoles_others_announced() {
    Promise<JsonObject> heard = Promise.promise();
    VERTX
        .eventBus()
        .<JsonObject>consumer(
            UserNews.USER_ROLES_CHANGED.address(), message -> heard.tryComplete(message.body()));

    setRoles("ada", "AUDITOR").await();

    assertThat(heard.future().await()).isEqualTo(roles("AUDITOR").put("userId", "usr_ada"));
  }

  @Test
  void setRoles_sameInOtherOrder_changesNothing() {
    setRoles("ada", "USER", "OPERATOR").await();
    User before = ada();

    JsonObject answer = setRoles("ada", "OPERATOR", "USER").await().body();

    assertThat(answer).isEqualTo(before.toJson());
    assertThat(ada()).isEqualTo(before);
    assertThat(Users.entries(audit)).hasSize(1);
  }

  @Test
  void setRoles_unknownUser_userNotFound() {
    assertThat(codeOf(setRoles("nobody", "USER"))).isEqualTo("user-not-found");
  }

  @Test
  void setRoles_ownAwayAsLastAdmin_refusedWithoutEntry() {
    assertThat(codeOf(setRoles("root", "USER"))).isEqualTo("last-admin");

    assertThat(Users.entries(audit)).isEmpty();
  }

  @Test
  void setRoles_ownAwayWithAnotherAdmin_done() {
    setRoles("ada", "ADMIN").await();

    assertThat(setRoles("root", "USER").await().body().getJsonArray("roles"))
        .containsExactly("USER");
  }

  @Test
  void setSuspension_suspended_noSessionCounts() {
    JsonObject answer = suspend("ada", true).await().body();

    assertThat(answer.getBoolean("suspended")).isTrue();
    assertThat(ada().standing()).isEqualTo(Standing.NEW.withoutSessions());
    assertThat(ada().standing().admitsSession("ses_1", 0)).isFalse();
  }

  @Test
  void setSuspension_ended_oldSessionsStayEnded() {
    suspend("ada", true).await();
    Standing suspended = ada().standing();

    suspend("ada", false).await();

    assertThat(ada().suspended()).isFalse();
    assertThat(ada().standing()).isEqualTo(suspended);
  }

  @Test
  void setSuspension_suspended_entryTellsTheReason() {
    suspend("ada", true).await();

    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.action()).isEqualTo("user.setSuspension");
    assertThat(entry.before()).isEqualTo(new JsonObject().put("suspended", false));
    assertThat(entry.after()).isEqualTo(new JsonObject().put("suspended", true));
    assertThat(entry.reason()).isEqualTo("Sells accounts");
  }

  @Test
  void setSuspension_sameAgain_changesNothing() {
    suspend("ada", true).await();
    User before = ada();

    assertThat(suspend("ada", true).await().body()).isEqualTo(before.toJson());

    assertThat(ada()).isEqualTo(before);
    assertThat(Users.entries(audit)).hasSize(1);
  }

  @Test
  void setSuspension_ownAccount_refused() {
    assertThat(codeOf(suspend("root", true))).isEqualTo("own-account");
  }

  @Test
  void setSuspension_unknownUser_userNotFound() {
    assertThat(codeOf(suspend("nobody", true))).isEqualTo("user-not-found");
  }

  /** A token tells roles for a moment after they are gone. */
  @Test
  void setSuspension_ofTheLastAdminBySomebodyWhoIsNoneAnyMore_lastAdmin() {
    JsonObject message = suspension(true).put("userId", "usr_root");

    assertThat(codeOf(service.setSuspension(Calls.by("usr_ada", "user.setSuspension", message))))
        .isEqualTo("last-admin");
  }

  private User ada() {
    return store.byId("usr_ada").await();
  }

  private Future<Reply> setRoles(String name, String... roles) {
    JsonObject message = roles(roles).put("userId", "usr_" + name);
    return service.setRoles(Calls.byRoot("user.setRoles", message));
  }

  private Future<Reply> suspend(String name, boolean suspended) {
    JsonObject message = suspension(suspended).put("userId", "usr_" + name);
    return service.setSuspension(Calls.byRoot("user.setSuspension", message));
  }

  private static JsonObject suspension(boolean suspended) {
    return new JsonObject().put("suspended", suspended).put("reason", "Sells accounts");
  }

  private static JsonObject roles(String... names) {
    JsonArray array = new JsonArray();
    for (String name : names) {
      array.add(name);
    }
    return new JsonObject().put("roles", array);
  }
}
