package io.laurel.gateway;

import io.laurel.http.FieldList;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Chooses a format by {@code Accept} (RFC 9110, section 12.5.1), which is never refused. */
final class AcceptedFormat {
  private final List<Range> ranges;

  /**
   * One media range.
   *
   * @param type such as {@code text/csv}, {@code text/*} or {@code *}{@code /*}, in lower case
   * @param weight 0 to 1
   */
  private record Range(String type, double weight) {
    static Range of(String element) {
      String[] parts = element.toLowerCase(Locale.ROOT).split("[ \t]*;[ \t]*", -1);
      double weight =
          Arrays.stream(parts)
              .skip(1)
              .filter(parameter -> parameter.startsWith("q="))
              .mapToDouble(parameter -> weight(parameter.substring(2)))
              .findFirst()
              .orElse(1);
      return new Range(parts[0], weight);
    }

    private static double weight(String text) {
      return text.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 1;
    }
  }

  private AcceptedFormat(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** The format that the client likes best; the first of those that it likes alike, or not. */
  static RowFormat of(HttpServerRequest request, Collection<RowFormat> formats) {
    List<String> lines = request.headers().getAll(HttpHeaders.ACCEPT);
    AcceptedFormat accepted =
        new AcceptedFormat(FieldList.elements(lines).stream().map(Range::of).toList());
    RowFormat best = formats.iterator().next();
    for (RowFormat format : formats) {
      if (accepted.weight(format.mediaType()) > accepted.weight(best.mediaType())) {
        best = format;
      }
    }
    return best;
  }

  /** By the most specific range that names it. */
  private double weight(String mediaType) {
    String kind = mediaType.substring(0, mediaType.indexOf('/'));
    for (String type : List.of(mediaType, kind + "/*", "*/*")) {
      for (Range range : ranges) {
        if (range.type().equals(type)) {
          return range.weight();
        }
      }
    }
    return 0;
  }
}
