package io.laurel.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of lit-html that the console imports, out of its webjar. */
final class LitHtml {
  private static final String VERSION = "/META-INF/maven/org.webjars.npm/lit-html/pom.properties";
  private static final String WEBJAR = "/META-INF/resources/webjars/lit-html/";

  /** By directives that are used, and what they import. */
  private static final List<String> FILES =
      List.of(
          "lit-html.js",
          "directive.js",
          "directive-helpers.js",
          "directives/live.js",
          "directives/repeat.js");

  /** Leads to a file that is not served. */
  private static final Pattern SOURCE_MAP = Pattern.compile("//# sourceMappingURL=.*");

  private LitHtml() {}

  /** By path below {@code lit/}. Blocks. */
  static Map<String, Buffer> files() {
    String home = WEBJAR + version() + "/";
    Map<String, Buffer> files = new TreeMap<>();
    for (String file : FILES) {
      String text = Resources.at(home + file).toString();
      files.put("lit/" + file, Buffer.buffer(SOURCE_MAP.matcher(text).replaceAll("")));
    }
    return files;
  }

  private static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Resources.at(VERSION).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
