package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.user.Users.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditStore.Filter;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.paging.PageRequest;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every user store does. */
abstract class UserStoreKit {
  private final AuditStore audit = new InMemoryAuditStore();
  private UserStore store;

  /** A store without accounts, whose entries are moved on to {@code audit}. */
  abstract UserStore empty(AuditStore audit);

  @BeforeEach
  void prepare() {
    store = empty(audit);
    store.prepare().await();
    store.prepare().await();
  }

  @Test
  void add_thenFind_sameUser() {
    User ada = aUser("usr_1", "ada@example.com", "Ada");

    store.add(ada, null).await();

    assertThat(store.byId("usr_1").await()).isEqualTo(ada);
    assertThat(store.byEmail("ada@example.com").await()).isEqualTo(ada);
    assertThat(store.byUsername("aDA").await()).isEqualTo(ada);
  }

  @Test
  void replace_asRead_changedWithItsEntryAndNextRevision() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    User operator = Users.with(ada, Role.OPERATOR);

    assertThat(store.replace(operator, anEntry(ada.id())).await()).isEqualTo(operator.revised(1));

    assertThat(store.byId(ada.id()).await()).isEqualTo(operator.revised(1));
    assertThat(audited()).containsExactly(anEntry(ada.id()));
  }

  @Test
  void replace_changedMeanwhile_nothingAndNoEntry() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    store.replace(Users.with(ada, Role.OPERATOR), null).await();

    assertThat(store.replace(Users.suspended(ada), anEntry(ada.id())).await()).isNull();

    assertThat(store.byId(ada.id()).await().suspended()).isFalse();
    assertThat(audited()).isEmpty();
  }

  @Test
  void replaceRevoking_asRead_changedWithItsEntryAndMarked() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    User changed = ada.withStanding(ada.standing().withoutSessionsBut("ses_1"), ada.updatedAt());

    assertThat(store.replaceRevoking(changed, anEntry(ada.id())).await())
        .isEqualTo(changed.revised(1));

    assertThat(store.revoking(10).await()).containsExactly(changed.revised(1));
    assertThat(audited()).containsExactly(anEntry(ada.id()));
  }

  @Test
  void replaceRevoking_changedMeanwhile_nothingAndNoMark() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    store.replace(Users.with(ada, Role.OPERATOR), null).await();
    User changed = ada.withStanding(ada.standing().withoutTokens(), ada.updatedAt());

    assertThat(store.replaceRevoking(changed, null).await()).isNull();

    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void replace_marked_staysMarked() {
    User marked = marked("ada");

    store.replace(Users.with(marked, Role.OPERATOR), null).await();

    assertThat(store.revoking(10).await()).extracting(User::id).containsExactly(marked.id());
  }

  @Test
  void revoked_thatEpoch_markGoneAndRevisionAsItWas() {
    User marked = marked("ada");

    store.revoked(marked.id(), marked.standing().epoch()).await();

    assertThat(store.revoking(10).await()).isEmpty();
    assertThat(store.byId(marked.id()).await()).isEqualTo(marked);
  }

  @Test
  void revoked_laterEpochMeanwhile_markStays() {
    User marked = marked("ada");
    User again = marked.withStanding(marked.standing().withoutTokens(), marked.updatedAt());
    store.replaceRevoking(again, null).await();

    store.revoked(marked.id(), marked.standing().epoch()).await();

    assertThat(store.revoking(10).await()).containsExactly(again.revised(2));
  }

  @Test
  void revoking_moreThanTheLimit_thatMany() {
    for (int i = 0; i < 6; i++) {
      marked("ada" + i);
    }
    store.add(aUser("bob"), null).await();

    assertThat(store.revoking(4).await()).hasSize(4);
    assertThat(store.revoking(100).await()).hasSize(6);
  }

  private User marked(String name) {
    User user = aUser(name);
    store.add(user, null).await();
    User changed = user.withStanding(user.standing().withoutTokens(), user.updatedAt());
    return store.replaceRevoking(changed, null).await();
  }

  @Test
  void add_withEntry_bothAreThere() {
    store.add(aUser("ada"), anEntry("usr_ada")).await();
    assertThat(codeOf(store.add(aUser("ada"), anEntry("usr_ada")))).isEqualTo("email-taken");

    assertThat(audited()).containsExactly(anEntry("usr_ada"));
  }

  private List<AuditEntry> audited() {
    Filter any = new Filter(null, null, null, null, null);
    return audit.list(any, new PageRequest(100, null)).await().items();
  }

  private static AuditEntry anEntry(String target) {
    Instant at = Instant.parse("2026-05-01T00:00:00.123Z");
    JsonObject after = new JsonObject().put("roles", new JsonArray().add("OPERATOR"));
    return new AuditEntry(
        "aud_1", at, "usr_root", "user.setRoles", target, null, after, null, "req_1");
  }

  @Test
  void find_unknown_null() {
    store.add(aUser("ada"), null).await();

    assertThat(store.byId("usr_none").await()).isNull();
    assertThat(store.byEmail("{\"$ne\": 1}").await()).isNull();
    assertThat(store.byUsername("bob").await()).isNull();
  }

  @Test
  void add_emailTaken_saysSo() {
    store.add(aUser("usr_1", "ada@example.com", "ada"), null).await();

    assertThat(codeOf(store.add(aUser("usr_2", "ada@example.com", "bob"), null)))
        .isEqualTo("email-taken");
    assertThat(store.byId("usr_2").await()).isNull();
  }

  @Test
  void add_usernameTakenInOtherSpelling_saysSo() {
    store.add(aUser("usr_1", "ada@example.com", "ada"), null).await();

    assertThat(codeOf(store.add(aUser("usr_2", "bob@example.com", "ADA"), null)))
        .isEqualTo("username-taken");
    assertThat(store.byId("usr_2").await()).isNull();
  }

  @Test
  void add_bothTaken_emailTaken() {
    store.add(aUser("usr_1", "ada@example.com", "ada"), null).await();

    assertThat(codeOf(store.add(aUser("usr_2", "ada@example.com", "ada"), null)))
        .isEqualTo("email-taken");
  }

  @Test
  void add_sameNameInParallel_oneAccount() {
    List<Future<Void>> adds =
        IntStream.range(0, 20)
            .mapToObj(i -> store.add(aUser("usr_" + i, i + "@example.com", "ada"), null))
            .toList();
    Future.join(adds).otherwiseEmpty().await();

    assertThat(adds).filteredOn(Future::succeeded).hasSize(1);
    assertThat(adds)
        .filteredOn(Future::failed)
        .extracting(add -> codeOf(add))
        .containsOnly("username-taken");
  }

  @Test
  void anyWith_role_onlyIfSomebodyHasIt() {
    store.add(aUser("ada"), null).await();
    assertThat(store.anyWith(Role.ADMIN).await()).isFalse();

    store.add(Users.with(aUser("bob"), Role.ADMIN), null).await();

    assertThat(store.anyWith(Role.ADMIN).await()).isTrue();
  }
}
