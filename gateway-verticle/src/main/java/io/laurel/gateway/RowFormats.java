package io.laurel.gateway;

import io.laurel.contract.Streamed;
import io.laurel.failure.Failure;
import io.laurel.http.Preferences;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The formats of a streamed answer, one of which each request chooses.
 *
 * @param parameter names it; null where {@code Accept} alone does
 * @param bom asks for a byte order mark; null where nothing does
 * @param byName the first is meant where nobody says anything
 */
record RowFormats(@Nullable String parameter, @Nullable String bom, Map<String, RowFormat> byName) {
  /**
   * The formats of an answer.
   *
   * @throws IllegalArgumentException where one of them is unknown here
   */
  static RowFormats of(Streamed streamed) {
    Map<String, RowFormat> byName = new LinkedHashMap<>();
    streamed
        .formats()
        .forEach(
            (name, mediaType) ->
                byName.put(
                    name,
                    new RowFormat(
                        mediaType, streamed.filename() + "." + name, writer(name, streamed))));
    return new RowFormats(streamed.parameter(), streamed.bom(), byName);
  }

  private static RowWriter writer(String name, Streamed streamed) {
    return switch (name) {
      case "csv" -> new CsvRows(streamed.columns(), false);
      case "ndjson" -> new JsonLines();
      default -> throw new IllegalArgumentException("Rows cannot be written as " + name);
    };
  }

  /**
   * What an admitted message asks for, or else the request's {@code Accept}. Fails with {@code
   * invalid-request} where it wants a byte order mark before what has none.
   */
  RowFormat wanted(HttpServerRequest request, JsonObject message) {
    String name = parameter == null ? null : message.getString(parameter);
    RowFormat format = name == null ? accepted(request) : named(name);
    if (bom == null || !message.getBoolean(bom, false)) {
      return format;
    }
    if (!(format.writer() instanceof CsvRows rows)) {
      throw Failure.invalidRequest("/" + bom, "goes with csv only");
    }
    return new RowFormat(format.mediaType(), format.filename(), rows.marked());
  }

  private RowFormat named(String name) {
    RowFormat format = byName.get(name);
    if (format == null) {
      throw new IllegalStateException("Nobody writes the format " + name);
    }
    return format;
  }

  /**
   * The format that the client likes best (RFC 9110, section 12.5.1), which is never refused; the
   * first of those that it likes alike, or not.
   */
  private RowFormat accepted(HttpServerRequest request) {
    Preferences accepted = Preferences.of(request.headers().getAll(HttpHeaders.ACCEPT));
    RowFormat best = byName.values().iterator().next();
    for (RowFormat format : byName.values()) {
      if (accepted.ofType(format.mediaType()) > accepted.ofType(best.mediaType())) {
        best = format;
      }
    }
    return best;
  }
}
