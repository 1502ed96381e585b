package io.laurel.event.catalog.event;

import io.laurel.event.catalog.edit.MergePatch;
import io.laurel.event.catalog.edit.RunningEdit;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes of an event.
 *
 * @param description null for none
 * @param schedule when it runs
 * @param conditions what is asked for any of its rewards
 * @param rules how its rewards are claimed
 */
public record EventTerms(
    String name,
    @Nullable String description,
    Schedule schedule,
    Conditions conditions,
    ClaimRules rules) {
  /**
   * When an event runs: facts count in {@code [startsAt, endsAt)}, claims are taken in {@code
   * [startsAt, claimUntil]}.
   *
   * @param claimUntil not before {@code endsAt}
   */
  public record Schedule(Instant startsAt, Instant endsAt, Instant claimUntil) {}

  /** As sent, defaults filled in. Fails with {@code invalid-request}. */
  static EventTerms of(JsonObject sent, Yardstick yardstick) {
    List<Fault> faults = new ArrayList<>();
    EventTerms terms =
        new EventTerms(
            sent.getString("name"),
            sent.getString("description"),
            schedule(sent, faults),
            yardstick.read(sent, faults),
            ClaimRules.of(sent));
    Failure.throwIfAny(faults);
    return terms;
  }

  /**
   * These terms with a JSON merge patch applied. An end of claims that is the end of the event goes
   * with it unless the patch names it. Fails with {@code invalid-request}.
   */
  EventTerms patched(JsonObject patch, Yardstick yardstick) {
    JsonObject sent = toJson();
    if (schedule.claimUntil().equals(schedule.endsAt())) {
      sent.remove("claimUntil");
    }
    return of(MergePatch.apply(sent, patch), yardstick);
  }

  /** Fails with {@code invalid-request} where it does not end after it starts. */
  public static void checkTimes(JsonObject sent) {
    List<Fault> faults = new ArrayList<>();
    schedule(sent, faults);
    Failure.throwIfAny(faults);
  }

  /** These terms under the name and at the times that were sent. */
  public EventTerms copied(JsonObject sent) {
    return new EventTerms(
        sent.getString("name"), description, schedule(sent, new ArrayList<>()), conditions, rules);
  }

  /** Fails with {@code event-running} where these terms may not follow on {@code before}. */
  void checkHarmlessAfter(EventTerms before) {
    RunningEdit.check(
        before.toJson(),
        toJson(),
        field ->
            switch (field) {
              case "description" -> true;
              case "endsAt" -> schedule.endsAt().isAfter(before.schedule.endsAt());
              case "claimUntil" -> schedule.claimUntil().isAfter(before.schedule.claimUntil());
              default -> false;
            });
  }

  private static Schedule schedule(JsonObject sent, List<Fault> faults) {
    Instant startsAt = Instants.parse(sent.getString("startsAt"), "/startsAt");
    Instant endsAt = Instants.parse(sent.getString("endsAt"), "/endsAt");
    String until = sent.getString("claimUntil");
    Instant claimUntil = until == null ? endsAt : Instants.parse(until, "/claimUntil");
    if (!startsAt.isBefore(endsAt)) {
      faults.add(new Fault("/endsAt", "must be after startsAt"));
    }
    if (claimUntil.isBefore(endsAt)) {
      faults.add(new Fault("/claimUntil", "must not be before endsAt"));
    }
    return new Schedule(startsAt, endsAt, claimUntil);
  }

  /** As answered. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("name", name);
    if (description != null) {
      json.put("description", description);
    }
    json.put("startsAt", Instants.format(schedule.startsAt()))
        .put("endsAt", Instants.format(schedule.endsAt()))
        .put("claimUntil", Instants.format(schedule.claimUntil()));
    return rules.addTo(conditions.addTo(json));
  }
}
