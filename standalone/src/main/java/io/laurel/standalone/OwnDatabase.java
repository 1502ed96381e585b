package io.laurel.standalone;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.embedded.EmbeddedMongo;
import io.laurel.embedded.EmbeddedMongoException;
import io.laurel.launch.Command;
import io.laurel.launch.Host;
import io.laurel.launch.Launcher;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command on the database of a standalone process, which must not run meanwhile. */
final class OwnDatabase implements Command {
  private final Command command;

  OwnDatabase(Command command) {
    this.command = command;
  }

  @Override
  public String name() {
    return command.name();
  }

  @Override
  public List<String> settings() {
    return Stream.concat(command.settings().stream(), Stream.of("standalone")).toList();
  }

  @Override
  public void check(Settings settings) {
    StandaloneConfig.of(settings);
    command.check(Secrets.supposed(settings));
  }

  @Override
  public int run(Host host, PrintStream out) {
    Settings settings = host.settings();
    if (settings.has("MONGODB_URI")) {
      return command.run(host, out);
    }
    try (DataDirectory data = DataDirectory.open(StandaloneConfig.of(settings).data());
        EmbeddedMongo mongo =
            EmbeddedMongo.guarded(
                data.directory("database"),
                broken ->
                    Launcher.abort(name(), "DATA_DIR: " + broken.getMessage(), Duration.ZERO))) {
      Map<String, String> made = Map.of("MONGODB_URI", mongo.uri());
      return command.run(host.with(settings.with("standalone", made)), out);
    } catch (EmbeddedMongoException e) {
      throw new ConfigException("DATA_DIR: " + e.getMessage());
    }
  }
}
