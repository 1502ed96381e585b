package io.laurel.event.activity;

import static io.laurel.event.activity.Activities.NOON;
import static io.laurel.event.activity.Activities.anActivity;
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
  private final TestDatabase test =
      new TestDatabase(
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent started) {
              commands.add(started.getCommandName());
            }
          });
  private final MongoActivityStore store = new MongoActivityStore(test.database());

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

  @Test
  void record_thousandOfOneUser_oneCommandAndAResendTwo() {
    List<Activity> batch = thousand(i -> anActivity("a" + i, "usr_1", "WIN", null, 1, NOON));

    assertThat(commandsOf(batch)).containsExactly("update");
    assertThat(commandsOf(batch)).containsExactly("update", "aggregate");
  }

  @Test
  void record_oneTwice_twoCommands() {
    Activity activity = anActivity("a", "usr_1", "WIN", null, 1, NOON);

    assertThat(commandsOf(List.of(activity, activity))).containsExactly("update", "aggregate");
  }
}
