package io.laurel.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * An {@code MVStore} on a file, and the journal by which is noticed that the file is not what it
 * was. Turns errors into one clear line. Belongs to one thread at a time.
 */
final class StoreFile implements AutoCloseable {
  static final String NAME = "laurel.mv";
  private static final int VERSIONS_TO_KEEP = 5;
  private static final int COMMITS_PER_HOUSEKEEPING = 16;
  private static final int WANTED_FILL_PERCENT = 50;
  private static final int REWRITTEN_BYTES = 256 << 10;

  private final Path file;
  private final MVStore store;
  private final Chunks chunks;
  private Journal journal;
  private int commits;

  private StoreFile(Path file, MVStore store, Chunks chunks, Journal journal) {
    this.file = file;
    this.store = store;
    this.chunks = chunks;
    this.journal = journal;
  }

  static StoreFile open(Path directory) {
    return open(directory, DataFile::new);
  }

  /**
   * Opens it, or makes it.
   *
   * @param unopened makes the file's object; tests make one that fails
   * @throws EmbeddedMongoException if it cannot be read or written, is in use, or is not as it was
   *     left; then nothing of it was changed
   */
  static StoreFile open(Path directory, Supplier<DataFile> unopened) {
    Path file = directory.toAbsolutePath().normalize().resolve(NAME);
    Path journal = file.resolveSibling(Journal.NAME);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new EmbeddedMongoException(
          "cannot create the data directory " + file.getParent() + "; check path and rights", e);
    }
    try {
      List<JournalLine> lines = new StoreCheck(file, journal).lines();
      var data = unopened.get();
      var store = open(data, file, false);
      try {
        return opened(file, store, data, lines);
      } catch (IOException | RuntimeException e) {
        store.closeImmediately();
        throw e;
      }
    } catch (IOException | MVStoreException e) {
      throw new EmbeddedMongoException(explain(file, e), e);
    }
  }

  /** H2's part. Nothing is written that its owner does not commit. */
  static MVStore open(DataFile data, Path file, boolean readOnly) {
    data.open(file.toString(), readOnly, null);
    // Buffer size 0 matters as much as the delay: a full buffer is otherwise written in the
    // middle of a command, and a crash leaves a document without its index entries.
    return new MVStore.Builder()
        .adoptFileStore(data)
        .autoCommitDisabled()
        .autoCommitBufferSize(0)
        .open();
  }

  private static StoreFile opened(Path file, MVStore store, DataFile data, List<JournalLine> lines)
      throws IOException {
    if (data.isReadOnly()) {
      throw new EmbeddedMongoException(file + " cannot be written; check rights", null);
    }
    // Replaced pages are free after five commits; a flush follows each of them. Fewer than five
    // are known to damage files (nitrite-java pull request 1303).
    store.setRetentionTime(0);
    store.setVersionsToKeep(VERSIONS_TO_KEEP);
    // First the file, then the journal, then the mark that has it missed: a process may die
    // between.
    store.sync();
    List<JournalLine> first =
        lines.isEmpty() ? List.of(JournalLine.empty(data.lastChunkVersion())) : lines;
    var journal = Journal.write(file.resolveSibling(Journal.NAME), data.getCreationTime(), first);
    var opened = new StoreFile(file, store, new Chunks(store, data), journal);
    opened.mark();
    return opened;
  }

  private void mark() throws IOException {
    MVMap<String, String> mark = store.openMap(StoreCheck.MARK);
    if (mark.putIfAbsent("name", Journal.NAME) == null) {
      commit();
    }
  }

  MVStore store() {
    return store;
  }

  /** Puts all changes on disk. */
  void commit() throws IOException {
    store.commit();
    keepHouse();
    store.sync();
    note();
  }

  /** Without H2's background thread nobody else rewrites chunks that are mostly dead. */
  private void keepHouse() {
    commits++;
    if (commits % COMMITS_PER_HOUSEKEEPING == 0
        && store.compact(WANTED_FILL_PERCENT, REWRITTEN_BYTES)) {
      store.commit();
    }
  }

  /** After the flush: a journal that is ahead of its file would make it look damaged. */
  private void note() throws IOException {
    journal.add(
        chunks.after(journal.newestChunk()).stream()
            .map(span -> JournalLine.of(span, chunks.checksum(span)))
            .toList());
    if (journal.isLong()) {
      journal = journal.of(chunks::has);
    }
  }

  /** Puts the journal on disk. */
  void syncJournal() throws IOException {
    journal.sync();
  }

  /**
   * Does not ask H2 to compact while it closes, tempting as {@code close(millis)} looks: in 2.3.232
   * and 2.4.240 that moves chunks over one another (h2database issue 4086).
   *
   * @throws EmbeddedMongoException if not everything could be written
   */
  @Override
  public void close() {
    try {
      if (store.hasUnsavedChanges()) {
        commit();
      }
      store.close();
      journal.sync();
    } catch (IOException | RuntimeException e) {
      store.closeImmediately();
      throw new EmbeddedMongoException(explain(file, e), e);
    } finally {
      closeJournal();
    }
  }

  private void closeJournal() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new EmbeddedMongoException(explain(file, e), e);
    }
  }

  /** Ends without writing anything. */
  void abandon() {
    store.closeImmediately();
    closeJournal();
  }

  /** The line for what happened to it. */
  String explain(Throwable failure) {
    return explain(file, failure);
  }

  static String damaged(Path file, String how) {
    return String.format(
        Locale.ROOT,
        "%s is damaged (%s); nothing was changed: restore the whole directory from a backup, or move it away to start empty",
        file,
        how);
  }

  private static String explain(Path file, Throwable failure) {
    return switch (failure instanceof MVStoreException h2 ? h2.getErrorCode() : 0) {
      case DataUtils.ERROR_FILE_LOCKED ->
          file + " is in use; stop the other process or choose another data directory";
      case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND ->
          damaged(file, "H2 finds no whole version in it, or a part missing");
      case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          file + " was written by another version of H2; use the version that wrote it";
      default ->
          String.format(
              Locale.ROOT,
              "%s cannot be read or written (%s); check free space and rights, then start again",
              file,
              cause(failure));
    };
  }

  /** What the system said, where it said something. */
  private static String cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return cause instanceof FileSystemException named && named.getReason() != null
            ? named.getReason()
            : cause.getClass().getSimpleName() + ": " + cause.getMessage();
      }
    }
    return String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }
}
