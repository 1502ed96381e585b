package io.laurel.event.catalog.copy;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventBeginnings.Beginning;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.security.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event that is made of another one.
 *
 * @param creation by which call
 * @param beginning the draft, and by which versions of its source it is made
 * @param rewards in the order of the source's
 */
record Copy(String sourceId, Creation creation, Beginning beginning, List<Reward> rewards) {
  /** One that is not finished by then may be swept while its rewards are still being written. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  static Copy of(Offer source, Call call, Creation creation, Ids ids, Instant now) {
    Event draft =
        new Event(
            creation.id(),
            source.event().terms().copied(call.message()),
            EventState.DRAFT,
            1,
            call.principal().userId(),
            now,
            now,
            null,
            creation.fingerprint());
    return new Copy(
        source.event().id(),
        creation,
        new Beginning(draft, plan(source)),
        rewards(source, creation, ids, now));
  }

  /** The same versions are the same plan. */
  private static String plan(Offer source) {
    String versions =
        source.rewards().stream()
            .map(reward -> reward.id() + "@" + reward.version())
            .collect(
                Collectors.joining(" ", source.event().id() + "@" + source.event().version(), ""));
    return Sha256.text(versions.getBytes(StandardCharsets.UTF_8));
  }

  /** Each a moment before the next one, so that lists have them in the order of the source. */
  private static List<Reward> rewards(Offer source, Creation creation, Ids ids, Instant now) {
    List<Reward> rewards = new ArrayList<>();
    int count = source.rewards().size();
    for (int i = 0; i < count; i++) {
      Reward reward = source.rewards().get(i);
      String id = creation.part(ids, "rwd", reward.id(), String.valueOf(reward.version())).id();
      rewards.add(reward.copied(creation.id(), id, now.minusMillis(count - 1L - i)));
    }
    return rewards;
  }

  /** Its draft. */
  Event draft() {
    return beginning.draft();
  }

  /**
   * Checks that what was begun under its id is the same. Fails with {@code idempotency-key-reused},
   * and with {@code unavailable} where its source was edited since then.
   */
  void mustMatch(Beginning there) {
    creation.mustMatch(there.draft().fingerprint());
    if (!there.plan().equals(beginning.plan())) {
      throw Failure.unavailable(
          "The event was edited while it was copied; try again in a minute.",
          Duration.ofSeconds(10));
    }
  }

  /** The same, which an equal call began. */
  Copy inPlaceOf(Event begun) {
    return new Copy(sourceId, creation, new Beginning(begun, beginning.plan()), rewards);
  }

  /** Tells of the event and its rewards. */
  AuditEntry entry(Call call, Ids ids) {
    Event draft = draft();
    JsonObject after =
        draft
            .toJson(draft.updatedAt())
            .put("copyOf", sourceId)
            .put("rewards", new JsonArray(rewards.stream().map(Reward::id).toList()));
    Change change = Change.of(draft.id(), null, after).in(draft.id());
    return AuditEntry.of(call, change, ids, draft.updatedAt());
  }

  /** Fails with {@code unavailable} where too much time has gone since it was begun. */
  static void checkAge(long nanos) {
    if (nanos > LONGEST.toNanos()) {
      throw Failure.unavailable("It took too long; try again.", Duration.ofSeconds(1));
    }
  }
}
