package io.laurel.auth.apikey;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes the keys of machines' accounts. */
final class ApiKeyService {
  /** Of one account, those that are not revoked. */
  static final int MAX_KEYS = 20;

  private static final String PREFIX = "key";
  private static final int MAX_YEARS = 2;

  /** Whoever loses a place has seen another get it, so twice as often as there are places. */
  private static final int MAX_TRIES = 2 * MAX_KEYS;

  private final ApiKeyStore store;
  private final UserService users;
  private final KeyRevocations revocations;
  private final Ids ids;
  private final Random random;
  private final Clock clock;

  /** Keys in that store, of accounts that {@code users} knows; secrets are of {@code random}. */
  ApiKeyService(
      ApiKeyStore store,
      UserService users,
      KeyRevocations revocations,
      Ids ids,
      Random random,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.revocations = revocations;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes a key, which is told this once. Fails with {@code user-not-found}, {@code not-a-service},
   * {@code too-many-keys}, and {@code invalid-request} for an end that is not ahead, or too far.
   */
  Future<Reply> create(Call call) {
    Instant now = Instants.now(clock);
    Instant expiresAt = expiresAt(call, now);
    String userId = call.text("userId");
    KeyText text = KeyText.of(ids.next(PREFIX), random);
    ApiKey key = ApiKey.made(text, userId, call.text("name"), now, expiresAt);
    AuditEntry entry = AuditEntry.of(call, Change.of(key.id(), null, key.audited()), ids, now);
    return users
        .existing(userId)
        .compose(
            user ->
                user.roles().contains(Role.SERVICE)
                    ? Races.untilWon(MAX_TRIES, KeyFailures::busy, () -> attempt(key, entry))
                    : KeyFailures.notAService().asFuture())
        .map(made -> told(made, text));
  }

  private static @Nullable Instant expiresAt(Call call, Instant now) {
    Instant expiresAt = call.instantOrNull("expiresAt");
    if (expiresAt == null) {
      return null;
    }
    Instant latest = now.atZone(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant();
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(latest)) {
      throw Failure.invalidRequest(
          "/expiresAt", "must be ahead, and at most " + MAX_YEARS + " years");
    }
    return expiresAt;
  }

  private Future<Outcome<ApiKey>> attempt(ApiKey key, AuditEntry entry) {
    return store
        .places(key.userId())
        .compose(
            taken -> {
              List<Integer> free = free(taken);
              return free.isEmpty()
                  ? KeyFailures.tooMany().asFuture()
                  : store.add(key, free.get(random.nextInt(free.size())), entry);
            })
        .map(added -> added ? new Written<>(key) : new Lost<>());
  }

  private static List<Integer> free(Set<Integer> taken) {
    return IntStream.range(0, MAX_KEYS).boxed().filter(place -> !taken.contains(place)).toList();
  }

  private static Reply told(ApiKey key, KeyText text) {
    JsonObject json = key.toJson().put("key", text.text());
    String location = "/api/v1/users/" + key.userId() + "/keys/" + key.id();
    return new Reply(json, Map.of("Location", location));
  }

  /** One page of an account's keys. Fails with {@code user-not-found}. */
  Future<Reply> list(Call call) {
    return users
        .existing(call.text("userId"))
        .compose(user -> store.list(user.id(), PageRequest.of(call.message())))
        .map(page -> Reply.of(page.toJson(ApiKey::toJson)));
  }

  /**
   * Ends a key and every token of it; completes when each node is about to know. Fails with {@code
   * key-not-found}, for another account's key too.
   */
  Future<Reply> revoke(Call call) {
    return store
        .byId(call.text("keyId"))
        .compose(
            key ->
                key != null && key.userId().equals(call.text("userId"))
                    ? revoke(call, key)
                    : KeyFailures.notFound().asFuture())
        .map(Reply.empty());
  }

  private Future<Void> revoke(Call call, ApiKey key) {
    Instant now = Instants.now(clock);
    AuditEntry entry = AuditEntry.of(call, Change.of(key.id(), key.audited(), null), ids, now);
    return store
        .revoke(key.id(), now, entry)
        .compose(revoked -> revoked == null ? again(key) : revocations.settle(revoked));
  }

  /** Who repeats it because the first answer was lost, or was 503, gets it done. */
  private Future<Void> again(ApiKey key) {
    return store
        .isRevoking(key.id())
        .compose(
            revoking ->
                revoking ? revocations.settle(key) : KeyFailures.notFound().<Void>asFuture());
  }
}
