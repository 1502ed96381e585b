package io.laurel.gateway.document;

import io.laurel.contract.Contract;
import io.laurel.http.PageFolder;
import io.laurel.security.KeyRing;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * What stands beside the API on the public port: the contract, its pages for a browser, what
 * problems mean, the public keys, and what folders of pages are on the class path. The pages need
 * no network but this gateway, and no script stands inside them.
 */
public final class PublicDocuments {
  private static final String PAGES = "/docs/";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  static final String A_WHILE = "public, max-age=300";

  /** Swagger UI sets styles on elements and paints its icons from data URIs. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private PublicDocuments() {}

  /** Folders of pages that are there. Blocks: reads the class path. */
  public static List<PageFolder> folders() {
    return ServiceLoader.load(PageFolder.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * All documents by path; the root leads to the first folder, or else to the contract's pages.
   * Blocks: reads the class path.
   *
   * @param origins where a request was sent to, such as {@code https://laurel.example.com}; empty
   *     where that cannot be told
   */
  public static Map<String, Handler<RoutingContext>> load(
      Contract contract,
      KeyRing ring,
      Function<HttpServerRequest, String> origins,
      List<PageFolder> folders) {
    Map<String, Handler<RoutingContext>> documents = new LinkedHashMap<>();
    String first = folders.isEmpty() ? PAGES : folders.get(0).path() + "/";
    documents.put("/", context -> redirect(context, first));
    folders.forEach(folder -> documents.putAll(FolderDocuments.of(folder)));
    documents.put(
        "/openapi.yaml",
        new ContractDocument(contract, "application/yaml", Contract::yaml, origins));
    documents.put(
        "/openapi.json",
        new ContractDocument(contract, "application/json", JsonObject::encode, origins));
    documents.put("/.well-known/jwks.json", new KeySetDocument(ring));
    documents.putAll(ProblemDocuments.of(contract));
    String webjar = WEBJAR + webjarVersion() + "/";
    Document page = page(HTML, "index.html");
    documents.put("/docs", page);
    documents.put(PAGES, page);
    documents.put(PAGES + "initializer.js", page(SCRIPT, "initializer.js"));
    documents.put(PAGES + "page.css", page(STYLE, "page.css"));
    documents.put(PAGES + "problem.css", page(STYLE, "problem.css"));
    documents.put(PAGES + "swagger-ui-bundle.js", page(SCRIPT, webjar + "swagger-ui-bundle.js"));
    documents.put(PAGES + "swagger-ui.css", page(STYLE, webjar + "swagger-ui.css"));
    documents.put(PAGES + "favicon.svg", page("image/svg+xml", "favicon.svg"));
    return documents;
  }

  private static void redirect(RoutingContext context, String path) {
    context
        .response()
        .setStatusCode(HttpResponseStatus.FOUND.code())
        .putHeader(HttpHeaders.LOCATION, path)
        .end();
  }

  private static Document page(String contentType, String resource) {
    return new Document(contentType, A_WHILE, PAGE_POLICY, read(resource));
  }

  private static String webjarVersion() {
    try (InputStream in = open(WEBJAR_VERSION)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer read(String resource) {
    try (InputStream in = open(resource)) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PublicDocuments.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("There is no " + resource + " on the class path");
    }
    return in;
  }
}
