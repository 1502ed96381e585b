package io.laurel.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** JSON pointers (RFC 6901) out of the URI fragments that the validator reports. */
public final class Pointers {
  private Pointers() {}

  /** The pointer in a fragment such as {@code #/a%20b/0}. */
  static String fromFragment(String fragment) {
    return URLDecoder.decode(fragment.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The unescaped steps of a pointer. */
  static List<String> steps(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : Arrays.stream(pointer.substring(1).split("/", -1)).map(Pointers::unescape).toList();
  }

  /** One step, escaped. */
  public static String escape(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  private static String unescape(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
