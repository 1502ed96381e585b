package io.laurel.console;

import io.laurel.http.PageFolder;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The console: modules and styles as they are written, and lit-html beside them. What a first visit
 * needs is named in the page, so that a browser asks for all of it at once.
 */
public final class ConsolePages implements PageFolder {
  private static final String PAGE = "index.html";

  /**
   * Nothing but what comes from here, no style in an attribute, and no text becomes markup but by
   * lit-html.
   */
  private static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  private final String page;
  private final Map<String, Buffer> files;

  /** Reads them from the class path. Blocks. */
  public ConsolePages() {
    page = Resources.at(PAGE).toString();
    files = new TreeMap<>(Resources.beside(PAGE));
    files.remove(PAGE);
    files.putAll(LitHtml.files());
  }

  @Override
  public String path() {
    return "/console";
  }

  @Override
  public String securityPolicy() {
    return SECURITY_POLICY;
  }

  @Override
  public Map<String, Buffer> files() {
    return Map.copyOf(files);
  }

  @Override
  public String page(String base) {
    return page.replace(
            "<!-- styles -->",
            links("styles/(?!frame\\.css).*", "<link rel=\"stylesheet\" href=\"%s\">"))
        .replace(
            "<!-- modules -->", links("(frame|lit)/.*", "<link rel=\"modulepreload\" href=\"%s\">"))
        .replace("{base}", base);
  }

  private String links(String pattern, String link) {
    Predicate<String> wanted = name -> name.matches(pattern);
    return files.keySet().stream()
        .filter(wanted)
        .map(name -> link.replace("%s", "{base}" + name))
        .collect(Collectors.joining("\n  "));
  }
}
