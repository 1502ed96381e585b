package io.laurel.gateway.document;

import io.laurel.http.PageFolder;
import io.laurel.security.Sha256;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents of a folder that was found on the class path. Its files are below a segment that is
 * made of all that is in them, so they may be kept for ever; the page, which names that, is asked
 * for again each time.
 */
final class FolderDocuments {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";
  private static final int NAME_BYTES = 8;

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private FolderDocuments() {}

  /** All of them by path. Blocks. */
  static Map<String, Handler<RoutingContext>> of(PageFolder folder) {
    Map<String, Buffer> files = new TreeMap<>(folder.files());
    String base = folder.path() + "/" + name(files) + "/";
    Document page =
        new Document(
            PublicDocuments.HTML,
            ASK_AGAIN,
            folder.securityPolicy(),
            Buffer.buffer(folder.page(base)));
    Map<String, Handler<RoutingContext>> documents = new LinkedHashMap<>();
    documents.put(folder.path(), page);
    documents.put(folder.path() + "/", page);
    files.forEach(
        (name, content) ->
            documents.put(base + name, new Document(type(name), FOR_EVER, null, content)));
    return documents;
  }

  /** Another one as soon as one byte of them is another. */
  private static String name(Map<String, Buffer> files) {
    Buffer all = Buffer.buffer();
    files.forEach(
        (name, content) ->
            all.appendString(name + " " + content.length() + "\n").appendBuffer(content));
    return HexFormat.of().formatHex(Sha256.of(all.getBytes()), 0, NAME_BYTES);
  }

  private static String type(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("It is not known what type " + name + " is of");
    }
    return type;
  }
}
