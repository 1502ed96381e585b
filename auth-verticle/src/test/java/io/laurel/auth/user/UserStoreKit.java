package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.user.Users.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.auth.user.GuardableAccounts.Admin;
import io.laurel.id.Ids;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every user store does. */
abstract class UserStoreKit extends AuditedStoreKit<GuardableUserStore> {
  UserStoreKit() {
    super(GuardableUserStore::prepare);
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

    assertThat(store.replace(operator, anEntry(ada.id())).await())
        .isEqualTo(new Written<>(operator.revised(1)));

    assertThat(store.byId(ada.id()).await()).isEqualTo(operator.revised(1));
    assertThat(audited()).containsExactly(anEntry(ada.id()));
  }

  @Test
  void replace_changedMeanwhile_nothingAndNoEntry() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    store.replace(Users.with(ada, Role.OPERATOR), null).await();

    assertThat(store.replace(Users.suspended(ada), anEntry(ada.id())).await())
        .isEqualTo(new Lost<>());

    assertThat(store.byId(ada.id()).await().suspended()).isFalse();
    assertThat(audited()).isEmpty();
  }

  @Test
  void replaceRevoking_asRead_changedWithItsEntryAndMarked() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    User changed = ada.withStanding(ada.standing().withoutSessionsBut("ses_1"), ada.updatedAt());

    assertThat(store.replaceRevoking(changed, anEntry(ada.id())).await())
        .isEqualTo(new Written<>(changed.revised(1)));

    assertThat(store.revoking(10).await()).containsExactly(changed.revised(1));
    assertThat(audited()).containsExactly(anEntry(ada.id()));
  }

  @Test
  void replaceRevoking_changedMeanwhile_nothingAndNoMark() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    store.replace(Users.with(ada, Role.OPERATOR), null).await();
    User changed = ada.withStanding(ada.standing().withoutTokens(), ada.updatedAt());

    assertThat(store.replaceRevoking(changed, null).await()).isEqualTo(new Lost<>());

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
    return Users.written(store.replaceRevoking(changed, null));
  }

  @Test
  void add_withEntry_bothAreThere() {
    store.add(aUser("ada"), anEntry("usr_ada")).await();
    User sameAddress = aUser("usr_2", "ada@example.com", "bob");
    assertThat(codeOf(store.add(sameAddress, anEntry("usr_2")))).isEqualTo("email-taken");

    assertThat(audited()).containsExactly(anEntry("usr_ada"));
  }

  private List<AuditEntry> audited() {
    return Users.entries(audit);
  }

  private static AuditEntry anEntry(String target) {
    Instant at = Instant.parse("2026-05-01T00:00:00.123Z");
    JsonObject after = new JsonObject().put("roles", new JsonArray().add("OPERATOR"));
    return new AuditEntry(
        "aud_1", at, "usr_root", "user.setRoles", target, null, null, after, null, "req_1");
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

  private static final External STEAM = new External("https://id.example", "steam:1");

  private static User aPlayer(String name, External external) {
    return User.external(
        "usr_" + name, external, "studio-" + name, Instant.parse("2026-05-01T00:00:00.123Z"));
  }

  /** Nobody's address is not an address that two share. */
  @Test
  void add_externals_foundByWhoTheyAreElsewhere() {
    User ada = aPlayer("ada", STEAM);
    User bob = aPlayer("bob", new External("https://id.example", "steam:2"));
    User eve = aPlayer("eve", new External("https://other.example", "steam:1"));
    for (User user : List.of(ada, bob, eve, aUser("sue"))) {
      store.add(user, null).await();
    }

    assertThat(store.byExternal(STEAM).await()).isEqualTo(ada);
    assertThat(store.byExternal(new External("https://id.example", "steam:2")).await())
        .isEqualTo(bob);
    assertThat(store.byExternal(new External("https://other.example", "steam:1")).await())
        .isEqualTo(eve);
    assertThat(store.byExternal(new External("https://id.example", "STEAM:1")).await()).isNull();
    assertThat(store.byExternal(new External("https://id.example", "{\"$ne\":1}")).await())
        .isNull();
    assertThat(store.byUsername("STUDIO-ada").await()).isEqualTo(ada);
    assertThat(store.byEmail("usr_none").await()).isNull();
    assertThat(all(null, "studio-")).containsExactly("usr_eve", "usr_bob", "usr_ada");
    assertThat(all(null, "usr_")).isEmpty();
  }

  @Test
  void replace_external_staysWhoItIs() {
    User ada = aPlayer("ada", STEAM);
    store.add(ada, null).await();

    User suspended = Users.written(store.replace(Users.suspended(ada), null));

    assertThat(suspended).isEqualTo(Users.suspended(ada).revised(1));
    assertThat(store.byExternal(STEAM).await()).isEqualTo(suspended);
  }

  @Test
  void add_externalTaken_saysSoBeforeTheName() {
    store.add(aPlayer("ada", STEAM), null).await();

    assertThat(codeOf(store.add(aPlayer("bob", STEAM), null))).isEqualTo("external-taken");
    User sameName =
        User.external("usr_eve", STEAM, "studio-ada", Instant.parse("2026-05-01T00:00:00.123Z"));
    assertThat(codeOf(store.add(sameName, null))).isEqualTo("external-taken");
    assertThat(codeOf(store.add(aUser("usr_2", "x@example.com", "studio-ada"), null)))
        .isEqualTo("username-taken");
  }

  @Test
  void externals_aThousandFirstTimesAtOnce_oneAccount() {
    Vertx vertx = Vertx.vertx();
    var accounts =
        new ExternalAccounts(
            store, Ids.by(Clock.systemUTC()), Clock.systemUTC(), Users.quietNews(vertx));

    List<Future<User>> asked =
        IntStream.range(0, 1_000).mapToObj(i -> accounts.of(STEAM, "studio")).toList();
    Future.all(asked).await();

    User made = store.byExternal(STEAM).await();
    assertThat(asked).extracting(Future::result).containsOnly(made);
    assertThat(all(null, "studio-")).containsExactly(made.id());
    assertThat(made.username()).isEqualTo("studio-" + made.id().substring(made.id().length() - 10));
    vertx.close().await();
  }

  @Test
  void externals_nameTaken_longerOneThenAnotherId() {
    Vertx vertx = Vertx.vertx();
    Iterator<String> endings =
        List.of(
                "0123456789ABCDEFGHJKMNPQRS",
                "1123456789ABCDEFGHJKMNPQRS",
                "ZZZ3456789ABCDEFGHJKMNPQRT")
            .iterator();
    var accounts =
        new ExternalAccounts(
            store,
            prefix -> prefix + "_" + endings.next(),
            Clock.systemUTC(),
            Users.quietNews(vertx));
    store.add(aUser("usr_x", "x@example.com", "Studio-GHJKMNPQRS"), null).await();

    User longer = accounts.of(STEAM, "studio").await();
    User another = accounts.of(new External("https://id.example", "steam:2"), "studio").await();

    assertThat(longer.username()).isEqualTo("studio-ABCDEFGHJKMNPQRS");
    assertThat(another.username()).isEqualTo("studio-GHJKMNPQRT");
    vertx.close().await();
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

  @Test
  void add_idTaken_saysSoFirst() {
    store.add(aUser("usr_1", "ada@example.com", "ada"), null).await();

    assertThat(codeOf(store.add(aUser("usr_1", "ada@example.com", "ada"), null)))
        .isEqualTo("id-taken");
    assertThat(codeOf(store.add(aUser("usr_1", "bob@example.com", "bob"), null)))
        .isEqualTo("id-taken");
    assertThat(store.byUsername("bob").await()).isNull();
  }

  @Test
  void add_withFingerprint_kept() {
    User ada = aUser("ada").withFingerprint("print");
    store.add(ada, null).await();

    store.replace(Users.suspended(ada), null).await();

    assertThat(store.byId(ada.id()).await().fingerprint()).isEqualTo("print");
  }

  @Test
  void list_everybody_newestFirstPageByPage() {
    List<User> users = IntStream.range(0, 5).mapToObj(UserStoreKit::aUserOfDay).toList();
    users.forEach(user -> store.add(user, null).await());

    Page<User> first = list(null, null, new PageRequest(2, null));
    Page<User> second = list(null, null, new PageRequest(2, first.next()));
    Page<User> last = list(null, null, new PageRequest(2, second.next()));

    assertThat(first.items()).containsExactly(users.get(4), users.get(3));
    assertThat(second.items()).containsExactly(users.get(2), users.get(1));
    assertThat(last.items()).containsExactly(users.get(0));
    assertThat(last.next()).isNull();
  }

  @Test
  void list_someBornInTheSameMillisecond_eachOnce() {
    IntStream.range(0, 5).forEach(i -> store.add(aUser("user" + i), null).await());

    Page<User> first = list(null, null, new PageRequest(2, null));
    Page<User> second = list(null, null, new PageRequest(3, first.next()));

    assertThat(first.items()).extracting(User::id).containsExactly("usr_user4", "usr_user3");
    assertThat(second.items())
        .extracting(User::id)
        .containsExactly("usr_user2", "usr_user1", "usr_user0");
  }

  @Test
  void list_role_thoseWhoHaveIt() {
    store.add(aUser("ada"), null).await();
    User bob = Users.with(aUser("bob"), Role.OPERATOR);
    store.add(bob, null).await();

    assertThat(all(Role.OPERATOR, null)).containsExactly("usr_bob");
    store.replace(Users.with(bob, Role.AUDITOR), null).await();
    assertThat(all(Role.OPERATOR, null)).isEmpty();
    assertThat(all(Role.AUDITOR, null)).containsExactly("usr_bob");
    assertThat(all(Role.USER, null)).containsExactly("usr_ada");
  }

  @Test
  void list_prefix_usernameOrAddressBeginsSo() {
    store.add(aUser("usr_1", "ada@example.com", "Countess"), null).await();
    store.add(aUser("usr_2", "king@example.com", "ADAM"), null).await();
    store.add(aUser("usr_3", "queen@example.com", "madam"), null).await();

    assertThat(all(null, "ada")).containsExactly("usr_2", "usr_1");
    assertThat(all(null, "adam")).containsExactly("usr_2");
    assertThat(all(null, "count")).containsExactly("usr_1");
    assertThat(all(null, "ada@example.com")).containsExactly("usr_1");
    assertThat(all(Role.OPERATOR, "ada")).isEmpty();
    assertThat(all(Role.USER, "ada")).hasSize(2);
    assertThat(all(null, "")).hasSize(3);
  }

  @Test
  void list_prefixOfUsernamesAlone_noAddressCounts() {
    store.add(aUser("usr_1", "ada@example.com", "Countess"), null).await();
    store.add(aUser("usr_2", "king@example.com", "ADAM"), null).await();

    UserStore.Filter names = new UserStore.Filter(null, "ada", false);

    assertThat(store.list(names, new PageRequest(9, null)).await().items())
        .extracting(User::id)
        .containsExactly("usr_2");
  }

  @Test
  void byIds_someUnknown_thoseThatAreThere() {
    store.add(aUser("usr_1", "ada@example.com", "Countess"), null).await();
    store.add(aUser("usr_2", "king@example.com", "ADAM"), null).await();
    store.add(aUser("usr_3", "queen@example.com", "madam"), null).await();

    assertThat(store.byIds(Set.of("usr_1", "usr_3", "usr_none", "king@example.com")).await())
        .extracting(User::id)
        .containsExactlyInAnyOrder("usr_1", "usr_3");
  }

  @Test
  void list_prefixWithCharactersOfExpressions_meansThem() {
    store.add(aUser("usr_1", "a.b+c@example.com", "a.b"), null).await();
    store.add(aUser("usr_2", "x|y$(z)*@example.com", "axb"), null).await();
    store.add(aUser("usr_3", "후추\\^[q]@example.com", "_-_"), null).await();

    assertThat(all(null, "a.b")).containsExactly("usr_1");
    assertThat(all(null, "a.b+c")).containsExactly("usr_1");
    assertThat(all(null, ".*")).isEmpty();
    assertThat(all(null, "^a")).isEmpty();
    assertThat(all(null, "x|y$(z)*")).containsExactly("usr_2");
    assertThat(all(null, "x|a")).isEmpty();
    assertThat(all(null, "후추\\^[q]@")).containsExactly("usr_3");
    assertThat(all(null, "_-_")).containsExactly("usr_3");
    assertThat(all(null, "a b\n{\"$ne\":1}")).isEmpty();
  }

  private static User aUserOfDay(int day) {
    Instant at = Instant.parse("2026-05-01T00:00:00Z").plus(Duration.ofDays(day));
    String name = "user" + day;
    return User.opened("usr_" + name, name + "@example.com", name, "$hash", Set.of(Role.USER), at);
  }

  private Page<User> list(Role role, String prefix, PageRequest page) {
    return store.list(new UserStore.Filter(role, prefix, true), page).await();
  }

  private List<String> all(Role role, String prefix) {
    return list(role, prefix, new PageRequest(100, null)).items().stream().map(User::id).toList();
  }

  @Test
  void replace_otherAddressAndName_foundByTheseAndNoMoreByTheOld() {
    User ada = aUser("ada");
    store.add(ada, null).await();

    User renamed =
        Users.written(
            store.replace(ada.withProfile("l@example.com", "Lovelace", ada.updatedAt()), null));

    assertThat(store.byEmail("l@example.com").await()).isEqualTo(renamed);
    assertThat(store.byUsername("LOVELACE").await()).isEqualTo(renamed);
    assertThat(store.byEmail(ada.email()).await()).isNull();
    assertThat(store.byUsername("ada").await()).isNull();
    assertThat(
            store
                .list(new UserStore.Filter(null, "lovel", true), new PageRequest(9, null))
                .await()
                .items())
        .containsExactly(renamed);
  }

  @Test
  void replace_anothersAddressOrName_takenAndNothingChanged() {
    User ada = aUser("ada");
    store.add(ada, null).await();
    store.add(aUser("bob"), null).await();

    assertThat(
            codeOf(store.replace(ada.withProfile("bob@example.com", "ada", ada.updatedAt()), null)))
        .isEqualTo("email-taken");
    assertThat(codeOf(store.replace(ada.withProfile(ada.email(), "BOB", ada.updatedAt()), null)))
        .isEqualTo("username-taken");

    assertThat(store.byId(ada.id()).await()).isEqualTo(ada);
  }

  @Test
  void replace_withoutPassword_staysWithoutOne() {
    User shard = Users.withHash(aUser("shard"), null);
    store.add(shard, null).await();
    assertThat(store.byId(shard.id()).await()).isEqualTo(shard);

    User suspended = Users.written(store.replace(Users.suspended(shard), null));

    assertThat(suspended.passwordHash()).isNull();
    assertThat(suspended.suspended()).isTrue();
  }

  /** Nobody signs in to it by anything that bears ADMIN. */
  @Test
  void admins_withoutPassword_notAmongThem() {
    store.add(Users.withHash(Users.with(aUser("shard"), Role.ADMIN), null), null).await();

    assertThat(store.admins().await()).isEmpty();
  }

  @Test
  void admins_activeOnes_withTheirMarks() {
    store.add(aUser("ada"), null).await();
    User root = Users.with(aUser("root"), Role.ADMIN);
    store.add(root, null).await();
    store.add(Users.suspended(Users.with(aUser("bob"), Role.ADMIN)), null).await();
    assertThat(store.admins().await()).containsExactly(new Admin(root, null));

    Instant at = Instant.parse("2026-05-01T00:00:00.123Z");
    User marked = Users.written(store.markLeaving(root, at));

    assertThat(marked).isEqualTo(root.revised(1));
    assertThat(store.admins().await()).containsExactly(new Admin(marked, at));
  }

  @Test
  void markLeaving_marked_keepsTimeAndRevision() {
    User root = Users.with(aUser("root"), Role.ADMIN);
    store.add(root, null).await();
    Instant at = Instant.parse("2026-05-01T00:00:00.123Z");
    User marked = Users.written(store.markLeaving(root, at));

    assertThat(store.markLeaving(marked, at.plusSeconds(1)).await())
        .isEqualTo(new Written<>(marked));

    assertThat(store.admins().await()).containsExactly(new Admin(marked, at));
  }

  @Test
  void markLeaving_changedMeanwhile_lost() {
    User root = Users.with(aUser("root"), Role.ADMIN);
    store.add(root, null).await();
    User changed = Users.written(store.replace(root, null));

    assertThat(store.markLeaving(root, Instant.EPOCH).await()).isEqualTo(new Lost<>());

    assertThat(store.admins().await()).containsExactly(new Admin(changed, null));
  }

  @Test
  void replace_marked_markIsGone() {
    User root = Users.with(aUser("root"), Role.ADMIN);
    store.add(root, null).await();
    User marked = Users.written(store.markLeaving(root, Instant.EPOCH));
    assertThat(store.replace(root, null).await()).isEqualTo(new Lost<>());

    User written = Users.written(store.replace(marked, null));

    assertThat(store.admins().await()).containsExactly(new Admin(written, null));
  }
}
