package io.laurel.event.catalog.endpoint;

import static io.laurel.event.Calls.by;
import static io.laurel.event.Calls.codeOf;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.SEAL_KEY;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Reply;
import io.laurel.contract.Contract;
import io.laurel.event.catalog.seal.Seal;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.event.catalog.seal.Sealed;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Ids;
import io.laurel.net.EgressPolicy;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointServiceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String URL = "https://game.example.com/rewards";
  private static final Duration OVERLAP = Duration.ofDays(1);

  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryEndpointStore store = new InMemoryEndpointStore(audit);
  private final Watch clock = new Watch();
  private final Ids ids = Ids.by(clock);
  private final EndpointSecrets secrets = secrets(SEAL_KEY);
  private final EndpointView view = new EndpointView(clock);
  private final EndpointService service = service(5);
  private final EndpointDirectory directory = new StoredEndpoints(store, secrets, ids, clock);

  /** A clock that the test sets. */
  private static final class Watch extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static EndpointSecrets secrets(String... keys) {
    return new EndpointSecrets(new SealConfig(List.of(keys)), new Random());
  }

  private EndpointService service(int max) {
    EgressPolicy egress = new EgressPolicy(false, List.of(), Set.of(443, 80));
    return new EndpointService(
        store,
        new EndpointConfig(max, OVERLAP),
        new EndpointRules(egress, CONTRACT),
        secrets,
        view,
        ids,
        clock);
  }

  private static JsonObject webhook() {
    return new JsonObject().put("name", "Game").put("channel", "WEBHOOK").put("url", URL);
  }

  private static JsonObject onTheBus() {
    return new JsonObject()
        .put("name", "Inventory")
        .put("channel", "BUS")
        .put("address", "inventory.grant");
  }

  private Future<Reply> create(JsonObject sent) {
    return send("endpoint.create", sent);
  }

  private Future<Reply> send(String operation, JsonObject sent) {
    return Future.succeededFuture()
        .compose(
            now -> {
              var call = by(Role.ADMIN, operation, sent);
              return switch (operation) {
                case "endpoint.create" -> service.create(call);
                case "endpoint.get" -> service.get(call);
                case "endpoint.list" -> service.list(call);
                case "endpoint.rotate" -> service.rotate(call);
                default -> service.update(call);
              };
            });
  }

  private JsonObject made(JsonObject sent) {
    return create(sent).await().body();
  }

  private static JsonObject of(JsonObject endpoint) {
    return new JsonObject().put("endpointId", endpoint.getString("id"));
  }

  private static JsonObject patch(JsonObject endpoint) {
    return of(endpoint).put("If-Match", "\"" + endpoint.getInteger("version") + "\"");
  }

  private Endpoint stored(JsonObject endpoint) {
    return store.find(endpoint.getString("id")).await().orElseThrow();
  }

  private static List<Fault> faults(Future<Reply> answer) {
    return catchThrowableOfType(Failure.class, answer::await).faults();
  }

  private static byte[] key(String shown) {
    assertThat(shown).startsWith("whsec_");
    return Base64.getDecoder().decode(shown.substring("whsec_".length()));
  }

  @Test
  void create_webhook_secretOnceAndItsEnd() {
    JsonObject made = made(webhook());

    String secret = made.getString("secret");
    assertThat(key(secret)).hasSize(32);
    assertThat(made.getJsonArray("secrets"))
        .containsExactly(
            new JsonObject()
                .put("ends", secret.substring(secret.length() - 4))
                .put("since", "2026-05-03T12:00:00.123Z"));
    assertThat(made.getInteger("concurrency")).isEqualTo(10);
    assertThat(made.getBoolean("enabled")).isTrue();
    assertThat(made.getInteger("version")).isEqualTo(1);
    assertThat(made.getJsonObject("health"))
        .isEqualTo(
            new JsonObject()
                .put("state", "CLOSED")
                .put("failures", 0)
                .put("since", "2026-05-03T12:00:00.123Z"));
    made.remove("secret");
    assertThat(send("endpoint.get", of(made)).await().body()).isEqualTo(made);
    assertThat(send("endpoint.list", new JsonObject()).await().body().getJsonArray("items"))
        .containsExactly(made);
  }

  @Test
  void create_onTheBus_noSecret() {
    JsonObject made = made(onTheBus());

    assertThat(made.containsKey("secret")).isFalse();
    assertThat(made.getJsonArray("secrets")).isEmpty();
    assertThat(made.containsKey("url")).isFalse();
    assertThat(codeOf(send("endpoint.rotate", of(made)))).isEqualTo("no-secret");
    assertThat(directory.signingKeys(stored(made))).isEmpty();
  }

  @Test
  void create_sameKeyAgain_replayedWithoutTheSecret() {
    JsonObject sent = webhook().put("Idempotency-Key", "k-1");
    JsonObject made = made(sent.copy());

    Reply again = create(sent.copy()).await();

    made.remove("secret");
    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(again.body()).isEqualTo(made);
    assertThat(codeOf(create(sent.copy().put("name", "Other"))))
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void create_sameKeyInParallel_exactlyOneAnswerHasTheSecret() {
    List<Future<Reply>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> create(webhook().put("Idempotency-Key", "k")))
            .toList();
    Future.all(all).await();

    assertThat(all).filteredOn(one -> one.result().body().containsKey("secret")).hasSize(1);
    assertThat(all)
        .extracting(one -> one.result().body().getString("id"))
        .containsOnly(all.get(0).result().body().getString("id"));
    assertThat(store.count().await()).isEqualTo(1);
  }

  @Test
  void create_moreThanThereMayBe_refusedButReplaysAreAnswered() {
    JsonObject first = webhook().put("Idempotency-Key", "k-1");
    made(first.copy());
    IntStream.range(1, 5).forEach(i -> made(onTheBus()));

    assertThat(codeOf(create(webhook()))).isEqualTo("too-many-endpoints");
    assertThat(codeOf(create(first.copy()))).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource({
    "WEBHOOK, , , /url, is required",
    "BUS, , , /address, is required",
    "WEBHOOK, https://a.example.com, inventory.grant, /address, is for the channel BUS only",
    "BUS, https://a.example.com, inventory.grant, /url, is for the channel WEBHOOK only",
    "BUS, , claim.submit, /address, is one of the platform's own",
    "BUS, , endpoint.test, /address, is one of the platform's own",
    "BUS, , claim.granted, /address, is one of the platform's own"
  })
  void create_whatTheChannelDoesNotTake_refusedAtThatField(
      String channel, String url, String address, String pointer, String detail) {
    JsonObject sent = new JsonObject().put("name", "X").put("channel", channel);
    if (url != null) {
      sent.put("url", url);
    }
    if (address != null) {
      sent.put("address", address);
    }

    assertThat(faults(create(sent))).containsExactly(new Fault(pointer, detail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://game.example.com",
        "https://game.example.com:22/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://a@game.example.com/",
        "ftp://game.example.com",
        "nonsense"
      })
  void createAndUpdate_urlThatMayNotBe_refusedAtIt(String url) {
    JsonObject made = made(webhook());

    assertThat(faults(create(webhook().put("url", url))))
        .extracting(Fault::pointer)
        .containsExactly("/url");
    assertThat(faults(send("endpoint.update", patch(made).put("url", url))))
        .extracting(Fault::pointer)
        .containsExactly("/url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inventory", "1a", "", "a b", "a_b", ".a"})
  void create_addressThatIsNone_refusedAtIt(String address) {
    assertThat(faults(create(onTheBus().put("address", address))))
        .extracting(Fault::pointer)
        .contains("/address");
    assertThat(faults(create(onTheBus().put("address", "a".repeat(129)))))
        .extracting(Fault::pointer)
        .contains("/address");
  }

  @Test
  void update_terms_newVersionAndTheEntryHoldsNoSecret() {
    JsonObject made = made(webhook());
    String url = "https://other.example.com/";

    JsonObject edited =
        send(
                "endpoint.update",
                patch(made).put("url", url).put("concurrency", 3).put("enabled", false))
            .await()
            .body();

    assertThat(edited.getInteger("version")).isEqualTo(2);
    assertThat(edited.getString("url")).isEqualTo(url);
    assertThat(edited.getInteger("concurrency")).isEqualTo(3);
    assertThat(edited.getBoolean("enabled")).isFalse();
    assertThat(edited.containsKey("secret")).isFalse();
    List<AuditEntry> told = entries(audit, made.getString("id"));
    assertThat(told)
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("endpoint.create", "endpoint.update");
    String text = told.stream().map(entry -> entry.toJson().encode()).toList().toString();
    assertThat(text)
        .contains(url)
        .doesNotContain(made.getString("secret"), made.getString("secret").substring(6))
        .doesNotContain(stored(made).secrets().get(0).sealed().text());
  }

  @Test
  void update_null_bringsDefaultsBack() {
    JsonObject made = made(webhook().put("concurrency", 3).put("enabled", false));

    JsonObject edited =
        send("endpoint.update", patch(made).putNull("concurrency").putNull("enabled"))
            .await()
            .body();

    assertThat(edited.getInteger("concurrency")).isEqualTo(10);
    assertThat(edited.getBoolean("enabled")).isTrue();
  }

  @Test
  void update_nothing_noVersion() {
    JsonObject made = made(webhook());

    JsonObject same =
        send("endpoint.update", patch(made).put("url", URL).put("enabled", true)).await().body();

    assertThat(same.getInteger("version")).isEqualTo(1);
    assertThat(entries(audit, made.getString("id"))).hasSize(1);
  }

  @Test
  void update_whatItDoesNotTake_refusedAtThatField() {
    JsonObject webhook = made(webhook());
    JsonObject bus = made(onTheBus());

    assertThat(faults(send("endpoint.update", patch(webhook).put("channel", "BUS"))))
        .extracting(Fault::pointer)
        .containsExactly("/channel");
    assertThat(faults(send("endpoint.update", patch(webhook).put("address", "a.b"))))
        .extracting(Fault::pointer)
        .containsExactly("/address");
    assertThat(faults(send("endpoint.update", patch(bus).put("url", URL))))
        .extracting(Fault::pointer)
        .containsExactly("/url");
    assertThat(faults(send("endpoint.update", patch(webhook).putNull("url"))))
        .extracting(Fault::pointer)
        .containsExactly("/url");
    assertThat(faults(send("endpoint.update", patch(bus).put("address", "audit.list"))))
        .extracting(Fault::pointer)
        .containsExactly("/address");
    assertThat(codeOf(send("endpoint.update", of(webhook).put("name", "x"))))
        .isEqualTo("if-match-required");
    assertThat(
            codeOf(send("endpoint.update", of(webhook).put("name", "x").put("If-Match", "\"7\""))))
        .isEqualTo("version-mismatch");
  }

  /** A platform that became stricter must not keep anybody from disabling what was admitted. */
  @Test
  void update_urlAdmittedOnceThatStays_isNotJudgedAnew() {
    EndpointTerms terms =
        new EndpointTerms("Old", Channel.WEBHOOK, "http://10.0.0.1/", null, 10, true);
    Endpoint old = new Endpoint(ids.next("end"), terms, List.of(), 1, NOW, NOW, null);
    store.insert(old, io.laurel.event.Fixtures.anEntry(old.id())).await();

    JsonObject edited =
        send(
                "endpoint.update",
                new JsonObject()
                    .put("endpointId", old.id())
                    .put("If-Match", "*")
                    .put("enabled", false))
            .await()
            .body();

    assertThat(edited.getBoolean("enabled")).isFalse();
  }

  @Test
  void rotate_bothSignUntilTheOverlapIsOver() {
    JsonObject made = made(webhook());
    clock.now = NOW.plusSeconds(60);

    JsonObject rotated = send("endpoint.rotate", of(made)).await().body();

    byte[] first = key(made.getString("secret"));
    byte[] second = key(rotated.getString("secret"));
    assertThat(rotated.getInteger("version")).isEqualTo(2);
    assertThat(rotated.getJsonArray("secrets"))
        .containsExactly(
            new JsonObject()
                .put("ends", end(rotated.getString("secret")))
                .put("since", "2026-05-03T12:01:00.123Z"),
            new JsonObject()
                .put("ends", end(made.getString("secret")))
                .put("since", "2026-05-03T12:00:00.123Z")
                .put("until", "2026-05-04T12:01:00.123Z"));
    assertThat(directory.signingKeys(stored(made))).containsExactly(second, first);
    clock.now = NOW.plusSeconds(59).plus(OVERLAP);
    assertThat(directory.signingKeys(stored(made))).containsExactly(second, first);
    clock.now = NOW.plusSeconds(60).plus(OVERLAP);
    assertThat(directory.signingKeys(stored(made))).containsExactly(second);
    assertThat(send("endpoint.get", of(made)).await().body().getJsonArray("secrets")).hasSize(1);
  }

  private static String end(String secret) {
    return secret.substring(secret.length() - 4);
  }

  @Test
  void rotate_aThird_endsTheFirst() {
    JsonObject made = made(webhook());
    JsonObject second = send("endpoint.rotate", of(made)).await().body();

    JsonObject third = send("endpoint.rotate", of(made).put("If-Match", "\"2\"")).await().body();

    assertThat(third.getInteger("version")).isEqualTo(3);
    assertThat(directory.signingKeys(stored(made)))
        .containsExactly(key(third.getString("secret")), key(second.getString("secret")));
    assertThat(codeOf(send("endpoint.rotate", of(made).put("If-Match", "\"2\""))))
        .isEqualTo("version-mismatch");
    String told =
        entries(audit, made.getString("id")).stream()
            .map(entry -> entry.toJson().encode())
            .toList()
            .toString();
    assertThat(told)
        .contains("endpoint.rotate", "until")
        .doesNotContain(
            made.getString("secret"), second.getString("secret"), third.getString("secret"));
  }

  @Test
  void rotate_manyAtOnce_eachAnswerHasOneOfItsOwnAndTheLastTwoSign() {
    JsonObject made = made(webhook());

    List<Future<Reply>> all =
        IntStream.range(0, 8).mapToObj(i -> send("endpoint.rotate", of(made))).toList();
    Future.all(all).await();

    assertThat(all)
        .extracting(one -> one.result().body().getString("secret"))
        .doesNotHaveDuplicates();
    assertThat(stored(made).version()).isEqualTo(9);
    assertThat(stored(made).secrets()).hasSize(2);
  }

  @Test
  void unknown_endpointNotFound() {
    JsonObject none = new JsonObject().put("endpointId", "end_none");

    assertThat(codeOf(send("endpoint.get", none.copy()))).isEqualTo("endpoint-not-found");
    assertThat(codeOf(send("endpoint.rotate", none.copy()))).isEqualTo("endpoint-not-found");
    assertThat(codeOf(send("endpoint.update", none.copy().put("If-Match", "*"))))
        .isEqualTo("endpoint-not-found");
  }

  @Test
  void health_byWhoKnows_shown() {
    JsonObject made = made(webhook());
    view.healthBy(id -> new Health(Health.State.HALF_OPEN, 7, NOW));

    assertThat(send("endpoint.get", of(made)).await().body().getJsonObject("health"))
        .isEqualTo(
            new JsonObject()
                .put("state", "HALF_OPEN")
                .put("failures", 7)
                .put("since", "2026-05-03T12:00:00.123Z"));
  }

  @Test
  void disable_asSeen_byTheSystemAndOnce() {
    Endpoint seen = stored(made(webhook()));

    directory.disable(seen).await();
    directory.disable(seen).await();

    Endpoint now = store.find(seen.id()).await().orElseThrow();
    assertThat(now.terms().enabled()).isFalse();
    assertThat(now.version()).isEqualTo(2);
    directory.disable(now).await();
    assertThat(entries(audit, seen.id()))
        .extracting(AuditEntry::actor, AuditEntry::action)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("usr_ADMIN", "endpoint.create"),
            org.assertj.core.groups.Tuple.tuple("system", "endpoint.update"));
  }

  @Test
  void disable_changedMeanwhile_nothing() {
    JsonObject made = made(webhook());
    Endpoint seen = stored(made);
    send("endpoint.update", patch(made).put("url", "https://other.example.com")).await();

    directory.disable(seen).await();

    assertThat(stored(made).terms().enabled()).isTrue();
  }

  /** Nothing may go out unsigned, and an old secret is as good as none of them. */
  @Test
  void signingKeys_ofAnotherNodesKey_theOthersOrRefused() {
    JsonObject made = made(webhook());
    String newer = "Zt5Rk9WqA2vXn8LbC7mYp4HsJ1dFg6Ue";
    EndpointDirectory stranger = new StoredEndpoints(store, secrets(newer), ids, clock);
    assertThatThrownBy(() -> stranger.signingKeys(stored(made)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("unavailable"));

    Endpoint first = stored(made);
    EndpointSecret sealedByTheNewer = secrets(SEAL_KEY, newer).make(first.id(), NOW).kept();
    Endpoint rotated = first.with(sealedByTheNewer, OVERLAP);

    assertThat(directory.signingKeys(rotated)).containsExactly(key(made.getString("secret")));
  }

  @Test
  void signingKeys_aCodeInTheSecretsPlace_isNone() {
    Endpoint endpoint = stored(made(webhook()));
    Sealed code =
        new Seal(new SealConfig(List.of(SEAL_KEY)), "code").seal(endpoint.id(), new byte[32]);
    EndpointSecret forged = new EndpointSecret("AAA=", NOW, null, code);
    Endpoint changed =
        new Endpoint(endpoint.id(), endpoint.terms(), List.of(forged), 2, NOW, NOW, null);

    assertThatThrownBy(() -> directory.signingKeys(changed)).isInstanceOf(Failure.class);
  }
}
