package io.laurel.telemetry;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How OpenTelemetry reads and writes the headers of Vert.x. */
final class TraceHeaders {
  static final TextMapGetter<Iterable<Entry<String, String>>> READER =
      new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // Nobody asks any more, and yet it has to be there.
        public Iterable<String> keys(Iterable<Entry<String, String>> headers) {
          return StreamSupport.stream(headers.spliterator(), false).map(Entry::getKey).toList();
        }

        @Override
        public @Nullable String get(
            @Nullable Iterable<Entry<String, String>> headers, String name) {
          if (headers != null) {
            for (Entry<String, String> header : headers) {
              if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
              }
            }
          }
          return null;
        }
      };

  static final TextMapSetter<BiConsumer<String, String>> WRITER =
      (headers, name, value) -> {
        if (headers != null) {
          headers.accept(name, value);
        }
      };

  private TraceHeaders() {}
}
