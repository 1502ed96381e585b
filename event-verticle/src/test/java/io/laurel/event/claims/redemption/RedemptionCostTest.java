package io.laurel.event.claims.redemption;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.claims.redemption.CodeNode.World;
import io.laurel.mongo.CountedCommands;
import io.laurel.mongo.TestDatabase;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3: a claim by a code is one read, of the code and of who guessed, and one insert. */
final class RedemptionCostTest {
  private final CountedCommands commands = new CountedCommands();
  private final TestDatabase test = new TestDatabase(commands);
  private final World world = World.in(test.database());
  private final CodeNode node =
      new CodeNode(test.vertx(), world, CLOCK, Map.of(), Duration.ofHours(1));
  private final Event event =
      with(anEvent(), new ClaimRules(Mode.EACH, Approval.AUTO, Access.CODE));

  @BeforeEach
  void keep() {
    world.events().insert(event, anEntry(event.id())).await();
    world.rewards().insert(aReward(event.id(), 10_000), anEntry("x")).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private List<String> codes(int count) {
    JsonObject message = new JsonObject().put("eventId", event.id()).put("count", count);
    return node
        .call("accessCode.generate", Role.OPERATOR, "usr_olga", message)
        .await()
        .body()
        .getJsonArray("items")
        .stream()
        .map(item -> ((JsonObject) item).getString("code"))
        .toList();
  }

  @Test
  void code_oneReadAndOneInsert() {
    List<String> codes = codes(2);
    node.redeem("usr_first", codes.get(0)).await();

    assertThat(commands.of(() -> node.redeem("usr_1", codes.get(1)).await()))
        .containsOnly(Map.entry("find", 1L), Map.entry("insert", 1L));
  }

  @Test
  void word_oneReadAndOneInsert() {
    JsonObject word =
        new JsonObject().put("eventId", event.id()).put("word", "SPRING").put("uses", 1_000);
    node.call("accessCode.addWord", Role.OPERATOR, "usr_olga", word).await();
    node.redeem("usr_first", "SPRING").await();

    assertThat(commands.of(() -> node.redeem("usr_1", "SPRING").await()))
        .containsOnly(Map.entry("find", 1L), Map.entry("insert", 1L));
  }

  @Test
  void generate_aThousand_fewCommands() {
    assertThat(commands.of(() -> codes(1_000)).values().stream().mapToLong(Long::longValue).sum())
        .isLessThanOrEqualTo(8);
  }
}
