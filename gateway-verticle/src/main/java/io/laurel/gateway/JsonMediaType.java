package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says whether a request's body is of a type the operation takes. */
final class JsonMediaType {
  private JsonMediaType() {}

  /**
   * Fails with {@code unsupported-media-type} for another type, a charset that is not UTF-8, or a
   * compressed body.
   */
  static void check(MultiMap headers, Set<String> accepted) {
    List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
    String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
    boolean plain = coding == null || coding.equalsIgnoreCase("identity");
    if (types.size() != 1 || !plain || !isAccepted(types.get(0), accepted)) {
      throw Failure.unsupportedMediaType(String.join(" or ", new TreeSet<>(accepted)));
    }
  }

  private static boolean isAccepted(String contentType, Set<String> accepted) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("charset=") && !isUtf8(parameter.substring("charset=".length()))) {
        return false;
      }
    }
    return accepted.contains(parts[0].strip());
  }

  private static boolean isUtf8(String charset) {
    return charset.equals("utf-8") || charset.equals("\"utf-8\"");
  }
}
