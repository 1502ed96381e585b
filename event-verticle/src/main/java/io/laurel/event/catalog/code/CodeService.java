package io.laurel.event.catalog.code;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.reward.CodedStock;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardService;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Takes in the codes that coded rewards hand out. */
public final class CodeService {
  private final CodeVault vault;
  private final EventService events;
  private final CodedStock rewards;

  /** What became of the codes of one call. */
  private record Counts(int imported, int duplicates) {}

  /** A service that puts codes into that vault. */
  public CodeService(CodeVault vault, EventService events, CodedStock rewards) {
    this.vault = vault;
    this.events = events;
    this.rewards = rewards;
  }

  /**
   * Stores those codes that the reward has not yet, then raises its stock to the number there is.
   * One that stopped between the two is finished by the next import of that reward, be it the same
   * again. Fails with {@code event-not-found}, {@code reward-not-found}, {@code reward-not-coded},
   * {@code too-many-codes}, {@code unavailable}.
   */
  public Future<Reply> importCodes(Call call) {
    List<String> codes =
        call.message().getJsonArray("codes").stream().map(String.class::cast).toList();
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(
            event ->
                rewards
                    .find(event, call.text("rewardId"))
                    .compose(
                        reward ->
                            reward == null ? RewardService.notFound().asFuture() : coded(reward))
                    .compose(reward -> importCodes(call, event, reward, codes)));
  }

  private Future<Reply> importCodes(Call call, Event event, Reward reward, List<String> codes) {
    return new CodeImport(vault, reward.id())
        .run(codes, reward.units())
        .map(imported -> new Counts(imported, codes.size() - imported))
        .compose(
            counts ->
                Edits.untilWon(() -> raise(call, event, reward.id(), counts))
                    .map(
                        raised ->
                            Reply.of(
                                new JsonObject()
                                    .put("imported", counts.imported())
                                    .put("duplicates", counts.duplicates())
                                    .put("stock", raised.stock()))));
  }

  /** The reward with as much stock as there are codes. */
  private Future<Outcome<Reward>> raise(Call call, Event event, String rewardId, Counts counts) {
    return rewards
        .find(event, rewardId)
        .compose(reward -> reward == null ? forgotten(rewardId) : coded(reward))
        .compose(
            before ->
                new LastSerial(vault.store(), rewardId)
                    .from(before.units())
                    .compose(last -> raise(call, event, before, last, counts)));
  }

  /** It was deleted meanwhile, perhaps before the last codes came. */
  private Future<Reward> forgotten(String rewardId) {
    return vault
        .store()
        .dropAllOf(rewardId)
        .compose(dropped -> RewardService.notFound().asFuture());
  }

  private Future<Outcome<Reward>> raise(
      Call call, Event event, Reward before, int stock, Counts counts) {
    if (counts.imported() == 0 && stock == before.units()) {
      return Future.succeededFuture(new Unchanged<>(before));
    }
    JsonObject told =
        new JsonObject().put("imported", counts.imported()).put("duplicates", counts.duplicates());
    return rewards.raise(call, event, before, stock, told);
  }

  private static Future<Reward> coded(Reward reward) {
    return reward.isCoded() ? Future.succeededFuture(reward) : notCoded().asFuture();
  }

  private static Failure notCoded() {
    return Failure.conflict("reward-not-coded", "This reward hands out no codes.");
  }
}
