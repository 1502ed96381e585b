package io.laurel.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The files that the contract is written in: one for what its parts share, one for the problems
 * that all of them answer, and for each tag that the first one lists the file of its name.
 */
final class ContractFiles {
  static final String FOLDER = "contract/";
  static final String SHARED = "shared.yaml";

  /** What is refused with, and what its reader does about it. */
  static final String PROBLEMS = "problems.yaml";

  /** What services ask of each other over the bus; not served, and no client's business. */
  private static final String INTERNAL = "internal/bus.yaml";

  private static final Pattern TAG = Pattern.compile("(?m)^  - name: (\\S+)$");

  private ContractFiles() {}

  /** Joins those on the class path. Blocking. */
  static JoinedText read() {
    return join(ContractFiles::onClassPath);
  }

  /** Joins those that {@code files} gives by name. */
  static JoinedText join(UnaryOperator<String> files) {
    JoinedText joined = new JoinedText();
    String shared = files.apply(SHARED);
    joined.add(FOLDER + SHARED, shared);
    joined.add(FOLDER + PROBLEMS, files.apply(PROBLEMS));
    TAG.matcher(shared)
        .results()
        .map(tag -> tag.group(1) + ".yaml")
        .forEach(name -> joined.add(FOLDER + name, files.apply(name)));
    return joined;
  }

  /** What services ask of each other. Blocking. */
  static String internal() {
    return resource(INTERNAL);
  }

  static String onClassPath(String name) {
    return resource(FOLDER + name);
  }

  private static String resource(String path) {
    try (InputStream in = Contract.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("Contract: there is no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
