package io.laurel.gateway;

import io.laurel.http.Preferences;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;

/** Chooses a format by {@code Accept} (RFC 9110, section 12.5.1), which is never refused. */
final class AcceptedFormat {
  private AcceptedFormat() {}

  /** The format that the client likes best; the first of those that it likes alike, or not. */
  static RowFormat of(HttpServerRequest request, Collection<RowFormat> formats) {
    Preferences accepted = Preferences.of(request.headers().getAll(HttpHeaders.ACCEPT));
    RowFormat best = formats.iterator().next();
    for (RowFormat format : formats) {
      if (accepted.ofType(format.mediaType()) > accepted.ofType(best.mediaType())) {
        best = format;
      }
    }
    return best;
  }
}
