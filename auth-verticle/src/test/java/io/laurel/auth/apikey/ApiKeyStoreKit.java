package io.laurel.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.auth.user.Users;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of API keys does. */
abstract class ApiKeyStoreKit extends AuditedStoreKit<ApiKeyStore> {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final Instant HOUR = Instant.parse("2026-05-01T03:00:00Z");

  ApiKeyStoreKit() {
    super(ApiKeyStore::prepare);
  }

  @Test
  void add_thenFind_sameKeyAndItsEntry() {
    ApiKey key = aKey(1, "usr_1", NOW.plusSeconds(60));

    assertThat(add(key, 0)).isTrue();

    assertThat(store.byId(key.id()).await()).isEqualTo(key);
    assertThat(store.byId("key_none").await()).isNull();
    assertThat(Users.entries(audit)).containsExactly(anEntry(key));
  }

  @Test
  void add_withoutEnd_none() {
    ApiKey key = aKey(1, "usr_1", null);

    add(key, 0);

    assertThat(store.byId(key.id()).await()).isEqualTo(key);
  }

  @Test
  void add_placeTaken_nothingAndNoEntry() {
    ApiKey first = aKey(1, "usr_1", null);
    ApiKey second = aKey(2, "usr_1", null);
    add(first, 7);

    assertThat(add(second, 7)).isFalse();

    assertThat(store.byId(second.id()).await()).isNull();
    assertThat(store.places("usr_1").await()).containsExactly(7);
    assertThat(Users.entries(audit)).containsExactly(anEntry(first));
  }

  @Test
  void add_samePlaceOfAnotherAccount_added() {
    add(aKey(1, "usr_1", null), 7);

    assertThat(add(aKey(2, "usr_2", null), 7)).isTrue();
  }

  @Test
  void add_twentyOfOnePlaceAtOnce_one() {
    List<Future<Boolean>> adds =
        IntStream.range(0, 20)
            .mapToObj(i -> aKey(i, "usr_1", null))
            .map(key -> store.add(key, 0, anEntry(key)))
            .toList();

    assertThat(adds).filteredOn(add -> add.await()).hasSize(1);
    assertThat(store.list("usr_1", new PageRequest(100, null)).await().items()).hasSize(1);
  }

  @Test
  void revoke_known_freesItsPlaceForgetsItsHashAndIsMarked() {
    ApiKey key = aKey(1, "usr_1", null);
    add(key, 3);

    ApiKey revoked = store.revoke(key.id(), NOW.plusSeconds(5), anEntry(key)).await();

    assertThat(revoked.revokedAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(revoked.hash()).isNull();
    assertThat(store.byId(key.id()).await()).isEqualTo(revoked);
    assertThat(store.places("usr_1").await()).isEmpty();
    assertThat(store.revoking(10).await()).containsExactly(revoked);
    assertThat(store.isRevoking(key.id()).await()).isTrue();
    assertThat(add(aKey(2, "usr_1", null), 3)).isTrue();
  }

  @Test
  void revoke_againOrUnknown_nothingAndNoEntry() {
    ApiKey key = aKey(1, "usr_1", null);
    add(key, 3);
    store.revoke(key.id(), NOW, anEntry(key)).await();
    int entries = Users.entries(audit).size();

    assertThat(store.revoke(key.id(), NOW.plusSeconds(1), anEntry(key)).await()).isNull();
    assertThat(store.revoke("key_none", NOW, anEntry(key)).await()).isNull();

    assertThat(store.byId(key.id()).await().revokedAt()).isEqualTo(NOW);
    assertThat(Users.entries(audit)).hasSize(entries);
  }

  @Test
  void revoked_done_markGone() {
    ApiKey key = aKey(1, "usr_1", null);
    add(key, 3);
    store.revoke(key.id(), NOW, anEntry(key)).await();

    store.revoked(key.id()).await();

    assertThat(store.revoking(10).await()).isEmpty();
    assertThat(store.isRevoking(key.id()).await()).isFalse();
  }

  @Test
  void used_noted_thatHour() {
    ApiKey key = aKey(1, "usr_1", null);
    add(key, 0);

    store.used(key.id(), HOUR).await();

    assertThat(store.byId(key.id()).await().lastUsedAt()).isEqualTo(HOUR);
  }

  @Test
  void list_pages_ownUnrevokedNewestFirst() {
    for (int i = 0; i < 5; i++) {
      add(aKey(i, "usr_1", null), i);
    }
    add(aKey(9, "usr_2", null), 0);
    store.revoke(aKey(3, "usr_1", null).id(), NOW, anEntry(aKey(3, "usr_1", null))).await();

    Page<ApiKey> first = store.list("usr_1", new PageRequest(3, null)).await();
    Page<ApiKey> rest = store.list("usr_1", new PageRequest(3, first.next())).await();

    assertThat(first.items()).extracting(ApiKey::name).containsExactly("4", "2", "1");
    assertThat(rest.items()).extracting(ApiKey::name).containsExactly("0");
    assertThat(rest.next()).isNull();
  }

  private boolean add(ApiKey key, int place) {
    return store.add(key, place, anEntry(key)).await();
  }

  private static ApiKey aKey(int number, String userId, Instant expiresAt) {
    KeyText text = KeyText.of("key_01K9XA2Z5S3V7Q8R1T4W6Y0B0" + number % 10, new Random(number));
    if (number > 9) {
      text = KeyText.of("key_01K9XA2Z5S3V7Q8R1T4W6Y0A" + number, new Random(number));
    }
    return ApiKey.made(text, userId, String.valueOf(number), NOW.plusSeconds(number), expiresAt);
  }

  private static AuditEntry anEntry(ApiKey key) {
    return new AuditEntry(
        "aud_" + key.id(),
        NOW,
        "usr_root",
        "key.create",
        key.id(),
        null,
        null,
        new JsonObject(),
        null,
        "req");
  }
}
