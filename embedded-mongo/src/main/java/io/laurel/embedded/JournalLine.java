package io.laurel.embedded;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of the {@link Journal}, of 32 bytes, the last four of which are a checksum of the
 * others.
 *
 * @param chunk its number; 0 says which version there was before the first chunk
 * @param version of the store, which the chunk was written with
 * @param block its first one
 * @param blocks how many
 * @param checksum of the chunk's bytes
 */
record JournalLine(int chunk, long version, long block, int blocks, int checksum) {
  static final int BYTES = 32;
  static final Comparator<JournalLine> IN_ORDER = Comparator.comparingLong(JournalLine::version);

  /** Stands where a line has its version, which is never so high. */
  private static final long HEAD = 0x4C41_5552_454C_4A31L;

  /** The first line. */
  static JournalLine head(long created) {
    return new JournalLine(0, HEAD, created, 0, 0);
  }

  /** A line for a store that has no chunk yet. */
  static JournalLine empty(long version) {
    return new JournalLine(0, version, 0, 0, 0);
  }

  static JournalLine of(Span span, int checksum) {
    return new JournalLine(span.chunk(), span.version(), span.block(), span.blocks(), checksum);
  }

  /** The next line, unless it is damaged or broken off. */
  static Optional<JournalLine> read(ByteBuffer bytes) {
    if (bytes.remaining() < BYTES) {
      return Optional.empty();
    }
    int ours = checksum(bytes, bytes.position());
    var line =
        new JournalLine(
            bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getInt(), bytes.getInt());
    return bytes.getInt() == ours ? Optional.of(line) : Optional.empty();
  }

  void write(ByteBuffer bytes) {
    int start = bytes.position();
    bytes.putInt(chunk).putLong(version).putLong(block).putInt(blocks).putInt(checksum);
    bytes.putInt(checksum(bytes, start));
  }

  boolean isHead() {
    return version == HEAD;
  }

  private static int checksum(ByteBuffer bytes, int start) {
    var checksum = new CRC32C();
    checksum.update(bytes.duplicate().limit(start + BYTES - Integer.BYTES).position(start));
    return (int) checksum.getValue();
  }
}
