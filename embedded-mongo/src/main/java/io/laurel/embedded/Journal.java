package io.laurel.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The companion of a data file: which chunks were written, and a checksum of each. H2 opens a
 * damaged file at any earlier version that is still whole, without a word; by this it is noticed.
 *
 * <p>A line is added after its chunk is on disk and before anybody is told, so that the data file
 * is never behind it. It is not flushed to the device for each line: whatever the loss of power
 * takes from its end is then not checked, but never missed.
 */
final class Journal implements AutoCloseable {
  static final String NAME = "laurel.journal";

  /** Written anew with the chunks that are left when it has become so long. */
  static final int LONGEST_LINES = 8_192;

  private final Path path;
  private final FileChannel file;
  private final long created;
  private final Map<Integer, JournalLine> known = new HashMap<>();
  private int newestChunk;
  private int lines;
  private boolean unsynced;

  private Journal(Path path, FileChannel file, long created) {
    this.path = path;
    this.file = file;
    this.created = created;
  }

  /**
   * What a journal says.
   *
   * @param created when the data file was made that it belongs to
   * @param version of the store that was written last
   * @param lines the newest of each chunk
   */
  record Contents(long created, long version, Map<Integer, JournalLine> lines) {}

  /**
   * Reads it; nothing if there is none. Lines that are no lines (the end was lost with the power)
   * say nothing.
   *
   * @throws EmbeddedMongoException if it is there and says nothing at all
   */
  static Optional<Contents> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    Optional<JournalLine> head = JournalLine.read(bytes).filter(JournalLine::isHead);
    List<JournalLine> lines = new ArrayList<>();
    while (bytes.remaining() >= JournalLine.BYTES) {
      JournalLine.read(bytes).ifPresent(lines::add);
    }
    if (head.isEmpty() || lines.isEmpty()) {
      throw new EmbeddedMongoException(StoreFile.damaged(path, "it cannot be read"), null);
    }
    Map<Integer, JournalLine> newest = new HashMap<>();
    lines.forEach(line -> newest.put(line.chunk(), line));
    long version = lines.stream().mapToLong(JournalLine::version).max().orElseThrow();
    return Optional.of(new Contents(head.get().block(), version, newest));
  }

  /** A journal with these lines, in place of any; after a crash it is the former or the new one. */
  static Journal write(Path path, long created, Collection<JournalLine> lines) throws IOException {
    Path fresh = path.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    FileChannel file =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            forItsOwner(path));
    try {
      Journal journal = new Journal(path, file, created);
      journal.put(List.of(JournalLine.head(created)));
      journal.add(lines);
      file.force(true);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      Directories.syncNameOf(path);
      return journal;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static FileAttribute<?>[] forItsOwner(Path path) {
    return path.getFileSystem() == FileSystems.getDefault() && Directories.posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Adds lines, in the order in which their chunks were written. */
  void add(Collection<JournalLine> added) throws IOException {
    put(added);
    for (JournalLine line : added) {
      known.put(line.chunk(), line);
      newestChunk = line.chunk();
    }
    lines += added.size();
    unsynced = true;
  }

  private void put(Collection<JournalLine> put) throws IOException {
    var bytes = ByteBuffer.allocate(put.size() * JournalLine.BYTES);
    put.forEach(line -> line.write(bytes));
    bytes.flip();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** Whether it is time for {@link #of}. */
  boolean isLong() {
    return lines >= LONGEST_LINES;
  }

  /** The same, written anew with the lines of those chunks only that are left. Closes this one. */
  Journal of(IntPredicate left) throws IOException {
    List<JournalLine> kept =
        known.values().stream()
            .filter(line -> left.test(line.chunk()))
            .sorted(JournalLine.IN_ORDER)
            .toList();
    Journal anew = write(path, created, kept);
    close();
    return anew;
  }

  /** The number of the newest chunk that it knows; 0 where there is none. */
  int newestChunk() {
    return newestChunk;
  }

  /** To the device, if something was added since the last time. */
  void sync() throws IOException {
    if (unsynced) {
      file.force(false);
      unsynced = false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
