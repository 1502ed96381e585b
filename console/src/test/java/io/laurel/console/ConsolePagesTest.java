package io.laurel.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.http.Gzip;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolePagesTest {
  private static final ConsolePages PAGES = new ConsolePages();
  private static final String BASE = "/console/abc/";
  private static final int FIRST_LOAD = 100 * 1024;

  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import\\()\\s*['\"](\\.[^'\"$]+)['\"]");
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern TEXT = Pattern.compile("(?<![\\w.])t\\('([^']+)'");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
  private static final Pattern LINE = Pattern.compile("name: '([a-z-]+)'");

  private static String text(String file) {
    Buffer content = PAGES.files().get(file);
    assertThat(content).as(file).isNotNull();
    return content.toString();
  }

  /** Those that are written here. */
  private static Set<String> modules() {
    return PAGES.files().keySet().stream()
        .filter(name -> name.endsWith(".js") && !name.startsWith("lit/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void page_refersToWhatIsThere_below_itsBase() {
    Set<String> references = found(REFERENCE, PAGES.page(BASE));
    assertThat(references).contains(BASE + "frame/app.js", BASE + "styles/frame.css", "/docs/");
    references.remove("/docs/");
    for (String reference : references) {
      assertThat(reference).startsWith(BASE);
      assertThat(PAGES.files()).containsKey(reference.substring(BASE.length()));
    }
  }

  @Test
  void page_asksAtOnceForAllThatAFirstVisitNeeds() {
    String page = PAGES.page(BASE);
    PAGES
        .files()
        .keySet()
        .forEach(
            file -> {
              if (file.matches("(frame|lit|styles)/.*")) {
                assertThat(page).contains('"' + BASE + file + '"');
              }
            });
  }

  @Test
  void policy_letsNothingElseIn() {
    assertThat(PAGES.securityPolicy())
        .startsWith("default-src 'none'; ")
        .contains(
            "script-src 'self';",
            "style-src 'self';",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "data:", "http");
  }

  /** A browser of the console's users asks for all of these before it shows anything. */
  @Test
  void firstLoad_isSmall() {
    Stream<Buffer> files =
        PAGES.files().entrySet().stream()
            .filter(
                file ->
                    file.getKey()
                        .matches(
                            "(frame|lit|styles)/.*|texts/ko.json|favicon.svg|pages/overview.js"
                                + "|domain/words.js"))
            .map(Map.Entry::getValue);
    int bytes =
        Stream.concat(files, Stream.of(Buffer.buffer(PAGES.page(BASE))))
            .mapToInt(content -> Gzip.smallest(content).length())
            .sum();
    assertThat(bytes).isBetween(10_000, FIRST_LOAD);
  }

  @Test
  void modules_importWhatIsThere() {
    for (String module : PAGES.files().keySet()) {
      if (module.endsWith(".js")) {
        for (String imported : found(IMPORT, text(module))) {
          String file = Path.of(module).resolveSibling(imported).normalize().toString();
          assertThat(PAGES.files()).as(module).containsKey(file.replace('\\', '/'));
        }
      }
    }
  }

  /** What the policy would stop, what would keep a token on disk, and what would run text. */
  @Test
  void modules_doNothingThatIsForbidden() {
    for (String module : modules()) {
      assertThat(text(module))
          .as(module)
          .doesNotContain(
              "localStorage", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
          .doesNotContain("eval(", "new Function", "unsafeHTML", "unsafeSVG", "document.cookie")
          .doesNotContainPattern("<[^>]* style=")
          .doesNotContainPattern("<[^>]* on[a-z]+=")
          .doesNotContainPattern("https?://(?!www\\.w3\\.org)");
    }
  }

  @Test
  void texts_haveTheSameKeysAndPlacesInEachLanguage() {
    JsonObject english = new JsonObject(text("texts/en.json"));
    JsonObject korean = new JsonObject(text("texts/ko.json"));
    assertThat(korean.fieldNames()).containsExactlyInAnyOrderElementsOf(english.fieldNames());
    for (String key : english.fieldNames()) {
      assertThat(korean.getString(key)).as(key).isNotBlank();
      if (!key.endsWith(".one")) {
        assertThat(places(korean.getString(key))).as(key).isEqualTo(places(english.getString(key)));
      }
    }
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void texts_areThereWhereModulesNameThem() {
    JsonObject texts = new JsonObject(text("texts/en.json"));
    Map<String, Set<String>> missing = new TreeMap<>();
    for (String module : modules()) {
      Set<String> keys = found(TEXT, text(module));
      keys.removeAll(texts.fieldNames());
      if (!keys.isEmpty()) {
        missing.put(module, keys);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void menu_namesEachPage() {
    Set<String> lines = found(LINE, text("frame/navigation.js"));
    Set<String> files =
        PAGES.files().keySet().stream()
            .filter(name -> name.startsWith("pages/"))
            .map(name -> name.substring("pages/".length(), name.length() - ".js".length()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(lines).isEqualTo(files);
    JsonObject texts = new JsonObject(text("texts/en.json"));
    assertThat(lines).allSatisfy(line -> assertThat(texts.containsKey("page." + line)).isTrue());
  }

  @Test
  void litHtml_namesNoFileThatIsNotServed() {
    assertThat(text("lit/lit-html.js")).doesNotContain("sourceMappingURL");
  }

  /** As it is shipped: out of a jar, of a loader that has nothing but that. */
  @Test
  void files_ofAJar_areTheSame(@TempDir Path directory) throws Exception {
    Path jar = directory.resolve("with space.jar");
    pack(Path.of("target", "classes"), jar);
    ClassLoader others = new Without("io.laurel.console.");
    try (URLClassLoader shipped = new URLClassLoader(new URL[] {jar.toUri().toURL()}, others)) {
      Class<?> pages = shipped.loadClass(ConsolePages.class.getName());
      Object made = pages.getConstructor().newInstance();
      assertThat(pages.getMethod("files").invoke(made)).isEqualTo(PAGES.files());
      assertThat(pages.getMethod("page", String.class).invoke(made, BASE))
          .isEqualTo(PAGES.page(BASE));
    }
  }

  private static void pack(Path directory, Path jar) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.filter(Files::isRegularFile).forEach(files::add);
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new JarEntry(directory.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  /** Has what this test has, but for one package. */
  private static final class Without extends ClassLoader {
    private final String hidden;

    Without(String hidden) {
      super(ConsolePagesTest.class.getClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(hidden)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return name.startsWith(hidden.replace('.', '/')) ? null : super.getResource(name);
    }
  }
}
