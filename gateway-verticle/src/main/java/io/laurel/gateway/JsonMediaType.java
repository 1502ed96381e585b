package io.laurel.gateway;

import io.laurel.http.FieldList;
import io.laurel.http.HttpFailures;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says whether a request's body is in a form the operation takes, and if not, what to change. */
final class JsonMediaType {
  private static final String CHARSET = "charset=";
  private static final Set<String> UTF8 = Set.of("utf-8", "\"utf-8\"");

  private JsonMediaType() {}

  /**
   * Fails with {@code unsupported-media-type} for a compressed body, for another type, and for a
   * charset that is not UTF-8. The answer then bears what RFC 9110 (15.5.16) has a client read: the
   * codings or the types that would have been taken.
   */
  static void check(HttpServerRequest request, Set<String> accepted) {
    if (!isPlain(request.headers().getAll(HttpHeaders.CONTENT_ENCODING))) {
      request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
      throw HttpFailures.unsupportedMediaType(
          "Send the body without a content coding: none such as gzip is taken.");
    }
    List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
    String[] parts =
        types.size() == 1
            ? types.get(0).toLowerCase(Locale.ROOT).split(";", -1)
            : new String[] {""};
    if (!accepted.contains(parts[0].strip())) {
      Set<String> sorted = new TreeSet<>(accepted);
      request.response().putHeader(HttpHeaders.ACCEPT, String.join(", ", sorted));
      throw HttpFailures.unsupportedMediaType(
          "Send the body as " + String.join(" or ", sorted) + ".");
    }
    if (!isUtf8(parts)) {
      throw HttpFailures.unsupportedMediaType(
          "Send the body in UTF-8: as charset only utf-8 is taken, or none.");
    }
  }

  private static boolean isPlain(List<String> codings) {
    return FieldList.tokens(codings).stream().allMatch("identity"::equals);
  }

  private static boolean isUtf8(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith(CHARSET) && !UTF8.contains(parameter.substring(CHARSET.length()))) {
        return false;
      }
    }
    return true;
  }
}
