package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.http.PageFolder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found on the class path for browsers, and a gateway where nothing is. */
class PageFolderTest {
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/console/[^\"]+)\"");
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Set<String> files(TestGateway of) {
    return FILE.matcher(of.get("/console/").bodyAsString())
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HttpResponse<Buffer> get(String path, String... fields) {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.GET, path);
    for (int i = 0; i < fields.length; i += 2) {
      request.putHeader(fields[i], fields[i + 1]);
    }
    return request.send().await();
  }

  @Test
  void root_leadsToTheFolder() {
    HttpResponse<Buffer> response = gateway.get("/");
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.getHeader("Location")).isEqualTo("/console/");
    assertThat(gateway.get("/console/").bodyAsString()).contains("href=\"/docs/\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/"})
  void page_isAskedForAgainAndLetsNothingElseIn(String path) {
    HttpResponse<Buffer> page = gateway.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(page.getHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .contains("require-trusted-types-for 'script'", "trusted-types lit-html")
        .doesNotContain("unsafe");
    assertThat(page.bodyAsString())
        .doesNotContainPattern("<script>|<script [^>]*>[^<]|<style|style=| on[a-z]+=");
    assertThat(get(path, "If-None-Match", page.getHeader("ETag")).statusCode()).isEqualTo(304);
  }

  @Test
  void files_areKeptForEver_compressed_withTheirType() {
    assertThat(files(gateway)).hasSizeGreaterThan(10);
    for (String file : files(gateway)) {
      HttpResponse<Buffer> plain = gateway.get(file);
      HttpResponse<Buffer> packed = get(file, "Accept-Encoding", "gzip");
      assertThat(plain.statusCode()).as(file).isEqualTo(200);
      assertThat(plain.getHeader("Cache-Control"))
          .as(file)
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(plain.getHeader("ETag")).as(file).isEqualTo(packed.getHeader("ETag"));
      assertThat(plain.getHeader("Content-Type"))
          .as(file)
          .isEqualTo(
              file.endsWith(".js")
                  ? "text/javascript; charset=utf-8"
                  : file.endsWith(".css") ? "text/css; charset=utf-8" : "image/svg+xml");
      if (plain.body().length() > 1_024) {
        assertThat(packed.getHeader("Content-Encoding")).as(file).isEqualTo("gzip");
        assertThat(packed.getHeader("Vary")).as(file).containsIgnoringCase("Accept-Encoding");
        assertThat(packed.body().length()).as(file).isLessThan(plain.body().length());
      }
    }
  }

  @Test
  void files_head_hasWhatGetHas() {
    String file = files(gateway).iterator().next();
    HttpResponse<Buffer> head = gateway.request(HttpMethod.HEAD, file).send().await();
    HttpResponse<Buffer> get = gateway.get(file);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.getHeader("ETag")).isEqualTo(get.getHeader("ETag"));
    assertThat(head.getHeader("Content-Length")).isEqualTo(String.valueOf(get.body().length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/index.html",
        "/console/frame/app.js",
        "/console/0123456789abcdef/frame/app.js",
        "/console/../openapi.json",
        "/console//"
      })
  void otherPaths_areNotFound(String path) {
    HttpResponse<Buffer> response = gateway.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("not-found");
  }

  private record Folder(Map<String, Buffer> files) implements PageFolder {
    @Override
    public String path() {
      return "/console";
    }

    @Override
    public String securityPolicy() {
      return "default-src 'none'";
    }

    @Override
    public String page(String base) {
      return "<script src=\"" + base + "a.js\"></script>";
    }
  }

  private static String fileWith(String content) {
    Folder folder =
        new Folder(Map.of("a.js", Buffer.buffer("1"), "texts/en.json", Buffer.buffer(content)));
    try (TestGateway other =
        new TestGateway(TestGateway.CONTRACT, Map.of(), TestTokens::verifier, List.of(folder))) {
      String file = files(other).iterator().next();
      assertThat(other.get(file).bodyAsString()).isEqualTo("1");
      HttpResponse<Buffer> text = other.get(file.replace("a.js", "texts/en.json"));
      assertThat(text.getHeader("Content-Type")).isEqualTo("application/json");
      assertThat(text.bodyAsJsonObject()).isEqualTo(new JsonObject(content));
      return file;
    }
  }

  /** A file that did not change has another name too where its neighbor did: they fit together. */
  @Test
  void oneByte_givesAllOfThemOtherNames() {
    assertThat(fileWith("{\"a\":1}")).isNotEqualTo(fileWith("{\"a\":2}"));
    assertThat(fileWith("{\"a\":1}")).isEqualTo(fileWith("{\"a\":1}"));
  }

  @Test
  void nothingOnTheClassPath_theRestIsServed() {
    try (TestGateway bare =
        new TestGateway(TestGateway.CONTRACT, Map.of(), TestTokens::verifier, List.of())) {
      assertThat(bare.get("/").getHeader("Location")).isEqualTo("/docs/");
      assertThat(bare.get("/docs/").statusCode()).isEqualTo(200);
      assertThat(bare.get("/api/v1/").statusCode()).isEqualTo(200);
      assertThat(bare.get("/console/").statusCode()).isEqualTo(404);
    }
  }

  /** It is found, not known. */
  @Test
  void sources_nameNoFolder() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(source)).as("%s", source).doesNotContain("console");
      }
    }
  }
}
