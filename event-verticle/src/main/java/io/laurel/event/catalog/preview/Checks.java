package io.laurel.event.catalog.preview;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.preview.Warning.Code;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what an operator may have forgotten. */
final class Checks {
  private final Reach reach;
  private final EndpointDirectory endpoints;

  Checks(Reach reach, EndpointDirectory endpoints) {
    this.reach = reach;
    this.endpoints = endpoints;
  }

  /**
   * What looks like a mistake at that moment.
   *
   * @param rewards in the order in which they are shown
   * @param remaining units of limited ones that are left, by their ids
   */
  Future<List<Warning>> of(
      Event event, List<Reward> rewards, Map<String, Integer> remaining, Instant now) {
    List<Warning> warnings = new ArrayList<>(ofEvent(event, rewards, now));
    return beyond(event, event.conditions(), "/event")
        .onSuccess(warnings::addAll)
        .compose(added -> endpointsOf(rewards))
        .compose(
            known -> {
              Future<Void> all = Future.succeededFuture();
              for (int i = 0; i < rewards.size(); i++) {
                Reward reward = rewards.get(i);
                String pointer = "/rewards/" + i;
                Integer left = remaining.get(reward.id());
                all =
                    all.compose(before -> beyond(event, reward.conditions(), pointer))
                        .onSuccess(
                            found -> {
                              warnings.addAll(ofStock(reward, left, pointer));
                              warnings.addAll(found);
                              warnings.addAll(ofDelivery(reward, known, pointer));
                            })
                        .mapEmpty();
              }
              return all;
            })
        .map(done -> warnings);
  }

  private static List<Warning> ofEvent(Event event, List<Reward> rewards, Instant now) {
    List<Warning> warnings = new ArrayList<>();
    if (rewards.isEmpty()) {
      warnings.add(new Warning(Code.NO_REWARDS, "It gives nothing.", null));
    }
    Instant until = event.schedule().claimUntil();
    if (now.isAfter(until)) {
      warnings.add(
          new Warning(
              Code.WINDOW_OVER,
              "It takes no claims since " + Instants.format(until) + ".",
              "/event/claimUntil"));
    }
    return warnings;
  }

  private static List<Warning> ofStock(Reward reward, @Nullable Integer left, String pointer) {
    if (!reward.isLimited()) {
      return List.of();
    }
    if (reward.isCoded() && reward.units() == 0) {
      return List.of(new Warning(Code.NO_CODES, "No codes were imported for it.", pointer));
    }
    return left != null && left == 0
        ? List.of(new Warning(Code.NO_STOCK, "Nothing is left of it.", pointer))
        : List.of();
  }

  private Future<List<Warning>> beyond(Event event, Conditions conditions, String pointer) {
    return reach
        .beyond(conditions, event.window())
        .map(
            places ->
                places.stream()
                    .map(
                        place ->
                            new Warning(
                                Code.CONDITIONS_UNREACHABLE,
                                "Nobody can do that between its start and its end.",
                                pointer + "/conditions/" + place))
                    .toList());
  }

  /** Each that a reward names, by its id. */
  private Future<Map<String, Endpoint>> endpointsOf(List<Reward> rewards) {
    List<Future<Stream<Endpoint>>> found =
        rewards.stream()
            .map(Reward::endpointId)
            .filter(Objects::nonNull)
            .distinct()
            .map(id -> endpoints.find(id).map(endpoint -> endpoint.stream()))
            .toList();
    return Future.all(found)
        .map(
            all ->
                found.stream()
                    .flatMap(Future::result)
                    .collect(Collectors.toMap(Endpoint::id, Function.identity())));
  }

  private static List<Warning> ofDelivery(
      Reward reward, Map<String, Endpoint> known, String pointer) {
    String id = reward.endpointId();
    Endpoint endpoint = id == null ? null : known.get(id);
    return endpoint == null || endpoint.terms().enabled()
        ? List.of()
        : List.of(
            new Warning(
                Code.ENDPOINT_DISABLED,
                "Its endpoint, " + endpoint.terms().name() + ", is disabled.",
                pointer));
  }
}
