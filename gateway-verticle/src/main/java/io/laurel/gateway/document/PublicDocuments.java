package io.laurel.gateway.document;

import io.laurel.contract.Contract;
import io.laurel.security.KeyRing;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What stands beside the API on the public port: the contract, its pages for a browser, the public
 * keys. The pages need no network but this gateway, and no script stands inside them.
 */
public final class PublicDocuments {
  private static final String PAGES = "/docs/";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  static final String A_WHILE = "public, max-age=300";

  /** Swagger UI sets styles on elements and paints its icons from data URIs. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private PublicDocuments() {}

  /** All documents by path. Blocking: reads the class path. */
  public static Map<String, Handler<RoutingContext>> load(Contract contract, KeyRing ring) {
    Map<String, Handler<RoutingContext>> documents = new LinkedHashMap<>();
    documents.put("/", PublicDocuments::toPages);
    documents.put(
        "/openapi.yaml",
        new Document("application/yaml", A_WHILE, null, Buffer.buffer(contract.text())));
    documents.put("/.well-known/jwks.json", new KeySetDocument(ring));
    String webjar = WEBJAR + webjarVersion() + "/";
    documents.put("/docs", page("text/html; charset=utf-8", "index.html"));
    documents.put(PAGES, page("text/html; charset=utf-8", "index.html"));
    documents.put(
        PAGES + "initializer.js", page("text/javascript; charset=utf-8", "initializer.js"));
    documents.put(PAGES + "page.css", page("text/css; charset=utf-8", "page.css"));
    documents.put(
        PAGES + "swagger-ui-bundle.js",
        page("text/javascript; charset=utf-8", webjar + "swagger-ui-bundle.js"));
    documents.put(
        PAGES + "swagger-ui.css", page("text/css; charset=utf-8", webjar + "swagger-ui.css"));
    documents.put(PAGES + "favicon-32x32.png", page("image/png", webjar + "favicon-32x32.png"));
    return documents;
  }

  private static void toPages(RoutingContext context) {
    context
        .response()
        .setStatusCode(HttpResponseStatus.FOUND.code())
        .putHeader(HttpHeaders.LOCATION, PAGES)
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
