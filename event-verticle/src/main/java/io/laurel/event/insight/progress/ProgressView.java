package io.laurel.event.insight.progress;

import io.laurel.event.claims.judgment.Assessment;
import io.laurel.event.claims.judgment.Obstacle;
import io.laurel.event.facts.condition.Measured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** How an {@link Assessment} is shown. */
final class ProgressView {
  private ProgressView() {}

  static JsonObject of(Assessment assessment) {
    JsonArray rewards = new JsonArray();
    assessment.lines().forEach(line -> rewards.add(of(line, assessment.why(line))));
    return new JsonObject()
        .put("eventId", assessment.event().id())
        .put("conditions", Measured.toJson(assessment.measured()))
        .put("rewards", rewards);
  }

  private static JsonObject of(Assessment.Line line, Set<Obstacle> why) {
    JsonObject json =
        new JsonObject()
            .put("rewardId", line.reward().id())
            .put("claimable", why.isEmpty())
            .put("why", new JsonArray(why.stream().map(Obstacle::code).toList()));
    return line.measured().isEmpty()
        ? json
        : json.put("conditions", Measured.toJson(line.measured()));
  }
}
