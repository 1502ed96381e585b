package io.laurel.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/** The chunks of an open data file: where they are, and what is in them. */
final class Chunks {
  private static final String KEY = "chunk.";
  private static final int READ_AT_ONCE = 1 << 20;

  /** A commit writes one chunk, and with housekeeping a few. */
  private static final int MISSED_AT_MOST = 100;

  private final DataFile file;
  private final Map<String, String> layout;

  Chunks(MVStore store, DataFile file) {
    this.file = file;
    this.layout = store.getLayoutMap();
  }

  /** Those that hold something which is still in force. */
  List<Span> live() {
    List<Span> live = new ArrayList<>();
    layout.forEach(
        (key, value) -> {
          if (key.startsWith(KEY)) {
            Map<String, String> chunk = DataUtils.parseMap(value);
            if (Span.isLive(chunk)) {
              live.add(Span.of(chunk));
            }
          }
        });
    // It describes the others, and not itself.
    newest().filter(span -> !layout.containsKey(key(span.chunk()))).ifPresent(live::add);
    return live;
  }

  /** The one written last. */
  Optional<Span> newest() {
    return file.newestChunk().map(Span::of);
  }

  /** Those that were written after that one, as far as they are still there. */
  List<Span> after(int chunk) {
    List<Span> written = new ArrayList<>();
    newest()
        .filter(last -> last.chunk() != chunk)
        .ifPresent(
            last -> {
              int missed = Math.min((last.chunk() - chunk - 1) & Chunk.MAX_ID, MISSED_AT_MOST);
              for (int i = missed; i > 0; i--) {
                // Numbers begin again after the highest.
                find((last.chunk() - i) & Chunk.MAX_ID).ifPresent(written::add);
              }
              written.add(last);
            });
    return written;
  }

  /** Whether the file still has it. */
  boolean has(int chunk) {
    return find(chunk).isPresent() || newest().filter(last -> last.chunk() == chunk).isPresent();
  }

  private Optional<Span> find(int chunk) {
    return Optional.ofNullable(layout.get(key(chunk)))
        .map(value -> Span.of(DataUtils.parseMap(value)));
  }

  /** Over all of its bytes. */
  int checksum(Span span) {
    var checksum = new CRC32C();
    long end = span.position() + span.length();
    for (long at = span.position(); at < end; at += READ_AT_ONCE) {
      checksum.update(file.readFully(null, at, (int) Math.min(READ_AT_ONCE, end - at)));
    }
    return (int) checksum.getValue();
  }

  private static String key(int chunk) {
    return KEY + Integer.toHexString(chunk);
  }
}
