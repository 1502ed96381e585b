package io.laurel.launch;

import io.laurel.config.ConfigException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The arguments of a process: nothing (it serves), an option, a command with its own arguments,
 * {@code --help} or {@code --version}. What is none of these is named, exit code 2. Nothing is
 * touched before they are understood.
 */
public final class Entrance {
  private static final Set<String> HELP = Set.of("--help", "-h");
  private static final Set<String> VERSION = Set.of("--version", "-V");

  private final String process;
  private final Class<?> main;
  private final String about;
  private final List<Choice> choices = new ArrayList<>();
  private PrintStream out = System.out;
  private PrintStream err = System.err;

  private record Choice(
      String word, String rest, String meaning, Function<List<String>, Runnable> chosen) {
    String synopsis() {
      return rest.isEmpty() ? word : word + " " + rest;
    }
  }

  /**
   * The entrance of a process that knows no arguments yet.
   *
   * @param main where its version is written down, in the manifest of the jar
   * @param about one line: what it does without arguments
   */
  public Entrance(String process, Class<?> main, String about) {
    this.process = process;
    this.main = main;
    this.about = about;
  }

  /** Also serves if the only argument is that option. */
  public Entrance option(String word, String meaning, Supplier<Program> program) {
    choices.add(
        new Choice(
            word,
            "",
            meaning,
            arguments -> {
              if (!arguments.isEmpty()) {
                throw unknown(arguments.get(0));
              }
              return () -> Launcher.launch(program.get());
            }));
    return this;
  }

  /**
   * Also does a command, if its name is the first argument.
   *
   * @param command makes it of what stands behind the name; throws {@link ConfigException} for what
   *     it does not understand
   */
  public Entrance command(
      String word, String rest, String meaning, Function<List<String>, Command> command) {
    choices.add(
        new Choice(
            word,
            rest,
            meaning,
            arguments -> {
              Command made = command.apply(arguments);
              return () -> Launcher.run(made);
            }));
    return this;
  }

  /** Does what the arguments say; without any it serves that program. */
  public void enter(Supplier<Program> program, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    if (given.stream().anyMatch(HELP::contains)) {
      help().forEach(out::println);
    } else if (given.stream().anyMatch(VERSION::contains)) {
      out.println(title(process, main));
    } else if (given.isEmpty()) {
      Launcher.launch(program.get());
    } else {
      act(given);
    }
  }

  private void act(List<String> given) {
    try {
      chosen(given).run();
    } catch (ConfigException e) {
      err.println("laurel " + process + ": " + e.getMessage());
      Launcher.exit(2);
    }
  }

  private Runnable chosen(List<String> given) {
    for (Choice choice : choices) {
      if (choice.word().equals(given.get(0))) {
        return choice.chosen().apply(given.subList(1, given.size()));
      }
    }
    throw unknown(given.get(0));
  }

  private static ConfigException unknown(String argument) {
    return new ConfigException(
        "unknown argument \"" + argument.strip() + "\"; --help says what it takes");
  }

  private List<String> help() {
    List<String> lines = new ArrayList<>();
    lines.add(title(process, main));
    lines.add("  (no arguments)  " + about);
    choices.forEach(choice -> lines.add("  " + choice.synopsis() + "  " + choice.meaning()));
    lines.add("  --version  says which one it is");
    lines.add("Settings come from the environment and conf/*.json; docs/settings.md lists them.");
    return lines;
  }

  /** Name and version of a process. */
  static String title(String process, Class<?> main) {
    String version = main.getPackage().getImplementationVersion();
    return "laurel " + process + (version == null ? "" : " " + version);
  }

  /** The version of a process; what runs from no jar has none. */
  static String version(Class<?> main) {
    return Objects.requireNonNullElse(main.getPackage().getImplementationVersion(), "not-released");
  }
}
