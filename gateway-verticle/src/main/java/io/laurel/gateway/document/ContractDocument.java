package io.laurel.gateway.document;

import io.laurel.cache.RecentlyUsed;
import io.laurel.contract.Contract;
import io.laurel.http.Answer;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contract in one notation, with the address that the client found it at: tools call what it
 * says there. It is written when somebody asks for it first, and kept for a few addresses.
 */
final class ContractDocument implements Handler<RoutingContext> {
  private static final int MAX_KEPT = 8;

  /** Where the address goes; nobody has this one (RFC 2606). */
  private static final String ANY_ORIGIN = "https://laurel.invalid";

  private final Contract contract;
  private final String contentType;
  private final Function<JsonObject, String> notation;
  private final Function<HttpServerRequest, String> origins;
  private final Map<String, Document> kept =
      Collections.synchronizedMap(new RecentlyUsed<>(MAX_KEPT));
  private @Nullable String text;

  /**
   * A notation of it.
   *
   * @param notation writes it as text
   * @param origins where a request was sent to, such as {@code https://laurel.example.com}; empty
   *     where that cannot be told
   */
  ContractDocument(
      Contract contract,
      String contentType,
      Function<JsonObject, String> notation,
      Function<HttpServerRequest, String> origins) {
    this.contract = contract;
    this.contentType = contentType;
    this.notation = notation;
    this.origins = origins;
  }

  @Override
  public void handle(RoutingContext context) {
    String origin = origins.apply(context.request());
    Answer.vary(context.response(), HttpHeaders.HOST);
    Document document = kept.get(origin);
    if (document != null) {
      document.handle(context);
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> at(origin), false)
        .onSuccess(
            made -> {
              kept.put(origin, made);
              made.handle(context);
            })
        .onFailure(context::fail);
  }

  private Document at(String origin) {
    Buffer content = Buffer.buffer(text().replace(ANY_ORIGIN, origin));
    return new Document(contentType, "no-cache", null, content);
  }

  private synchronized String text() {
    String written = text;
    if (written == null) {
      JsonObject served = contract.served();
      String base = served.getJsonArray("servers").getJsonObject(0).getString("url");
      JsonObject server = new JsonObject().put("url", ANY_ORIGIN + base);
      written = notation.apply(served.put("servers", new JsonArray().add(server)));
      text = written;
    }
    return written;
  }
}
