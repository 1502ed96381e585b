package io.laurel.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what is sent to a database. */
public final class CountedCommands implements CommandListener {
  private final List<String> names = new CopyOnWriteArrayList<>();

  @Override
  public void commandStarted(CommandStartedEvent started) {
    names.add(started.getCommandName());
  }

  /** How often each command was sent by that action, which ends when it is done. */
  public Map<String, Long> of(Runnable action) {
    names.clear();
    action.run();
    return names.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
