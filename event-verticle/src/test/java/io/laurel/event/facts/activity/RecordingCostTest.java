package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.Activities.NOON;
import static io.laurel.event.facts.activity.Activities.anActivity;
import static io.laurel.event.facts.activity.Activities.loginsOfOneBucket;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.laurel.mongo.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S6: what a batch costs is counted in the commands it sends to the database. */
final class RecordingCostTest {
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<Integer> writes = new CopyOnWriteArrayList<>();
  private final TestDatabase test =
      new TestDatabase(
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent started) {
              commands.add(started.getCommandName());
              if (started.getCommandName().equals("update")) {
                writes.add(started.getCommand().getArray("updates").size());
              }
            }
          });
  private final MongoActivityStore store = new MongoActivityStore(test.database(), 1_000);

  @BeforeEach
  void prepare() {
    store.prepare().await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private List<String> commandsOf(List<Activity> batch) {
    commands.clear();
    writes.clear();
    store.record(batch).await();
    return List.copyOf(commands);
  }

  private static List<Activity> thousand(IntFunction<Activity> activity) {
    return IntStream.range(0, 1_000).mapToObj(activity).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOGIN", "LEVEL"})
  void record_thousandOfAsManyUsers_oneCommandAndAResendTwo(String type) {
    List<Activity> batch = thousand(i -> anActivity("a", "usr_" + i, type, null, 1 + i, NOON));

    assertThat(commandsOf(batch)).containsExactly("update");
    assertThat(commandsOf(batch)).containsExactly("update", "aggregate");
  }

  /** Eight buckets, and one. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void record_thousandOfOneUser_twoCommandsHoweverMuchWasSentBefore(boolean oneBucket) {
    List<Activity> batch = oneBucket ? loginsOfOneBucket(1_000) : loginsOfOneUser();

    assertThat(commandsOf(batch.subList(0, 300))).containsExactly("aggregate", "update");
    assertThat(commandsOf(batch.subList(200, 1_000))).containsExactly("aggregate", "update");
    assertThat(commandsOf(batch)).containsExactly("aggregate");
  }

  private static List<Activity> loginsOfOneUser() {
    return thousand(i -> anActivity("a" + i, "usr_1", "LOGIN", null, 1, NOON));
  }

  /** As many writes as buckets: what a batch costs does not grow with its length. */
  @Test
  void record_thousandOfOneUser_eightWrites() {
    commandsOf(loginsOfOneUser());

    assertThat(writes).containsExactly(BucketKey.CHUNKS);
  }

  /** Some meet and some do not, and all were sent before but the last. */
  @Test
  void record_manyBucketsOfAFewFacts_twoCommands() {
    List<Activity> batch =
        IntStream.range(0, 100)
            .mapToObj(i -> anActivity("a" + i, "usr_" + i % 60, "WIN", null, 1, NOON))
            .toList();

    assertThat(commandsOf(batch.subList(0, 99))).containsExactly("update");
    assertThat(commandsOf(batch)).containsExactly("update", "aggregate");
  }

  private static Activity quest(String id, String userId, int subject) {
    return anActivity(id, userId, "QUEST", "q" + subject, 1, NOON);
  }

  private static List<Activity> quests(int from, int to) {
    return IntStream.range(from, to).mapToObj(subject -> quest("a", "usr_1", subject)).toList();
  }

  /** Ordinary: many players of a few subjects each, sent one by one and together. */
  @Test
  void record_subjects_oneCommand() {
    assertThat(commandsOf(thousand(i -> quest("a", "other_" + i, 1)))).containsExactly("update");
    for (int i = 0; i < 100; i++) {
      assertThat(commandsOf(quests(i, i + 1))).containsExactly("update");
    }
  }

  /** Only what is new uses the room up. */
  @Test
  void record_oneSubjectAllDay_oneCommandEach() {
    for (int i = 0; i < 200; i++) {
      assertThat(commandsOf(List.of(quest("a" + i, "usr_1", 1)))).containsExactly("update");
    }
  }

  @Test
  void record_subjectAfterSubject_aLookAfterEachEighth() {
    int looks = 0;
    for (int i = 0; i < 1_000; i++) {
      List<String> commands = commandsOf(quests(i, i + 1));
      assertThat(commands).endsWith("update").hasSizeLessThanOrEqualTo(2);
      looks += commands.size() - 1;
    }

    assertThat(looks).isBetween(SubjectBound.SHARE - 1, SubjectBound.SHARE);
  }

  @Test
  void record_subjectsFull_twoCommandsAtMost() {
    assertThat(commandsOf(quests(0, 1_000))).containsExactly("aggregate", "update");

    assertThat(commandsOf(quests(500, 1_500))).containsExactly("aggregate");
    assertThat(commandsOf(List.of(quest("b", "usr_1", 999))))
        .containsExactly("aggregate", "update");
    assertThat(commandsOf(List.of(quest("b", "usr_1", 1_000)))).containsExactly("aggregate");
    assertThat(commandsOf(List.of(anActivity("b", "usr_1", "QUEST", null, 1, NOON))))
        .containsExactly("update");
  }

  @Test
  void record_oneTwice_oneCommand() {
    Activity activity = anActivity("a", "usr_1", "WIN", null, 1, NOON);

    assertThat(commandsOf(List.of(activity, activity))).containsExactly("update");
  }
}
