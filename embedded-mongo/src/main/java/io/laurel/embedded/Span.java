package io.laurel.embedded;

import java.util.Map;
import org.h2.mvstore.Chunk;

/**
 * Where a chunk lies in the data file.
 *
 * @param chunk its number
 * @param version of the store, which it was written with
 * @param block its first one
 * @param blocks how many
 */
record Span(int chunk, long version, long block, int blocks) {
  /** Bytes of a block. */
  static final int BLOCK = 4_096;

  static Span of(Chunk<?> chunk) {
    return new Span(chunk.id, chunk.version, chunk.block, chunk.len);
  }

  /** Reads an entry of H2's layout map. */
  static Span of(Map<String, String> chunk) {
    return new Span(
        (int) number(chunk, "chunk", 0),
        number(chunk, "version", 0),
        number(chunk, "block", 0),
        (int) number(chunk, "len", 0));
  }

  /** Whether something in it is still in force; only what differs from the beginning is noted. */
  static boolean isLive(Map<String, String> chunk) {
    return number(chunk, "livePages", 1) > 0;
  }

  private static long number(Map<String, String> chunk, String key, long absent) {
    String hex = chunk.get(key);
    return hex == null ? absent : Long.parseUnsignedLong(hex, 16);
  }

  /** Of its first byte. */
  long position() {
    return block * BLOCK;
  }

  /** In bytes. */
  long length() {
    return (long) blocks * BLOCK;
  }
}
