package io.laurel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** Opens and closes the {@code MVStore}, and turns its errors into one clear line. */
final class StoreFile {
  static final String NAME = "laurel.mv";
  private static final int CACHE_MEGABYTES = 32;
  private static final int COMPACTION_MILLIS_AT_CLOSE = 1_000;

  private StoreFile() {}

  static MVStore inMemory() {
    return new MVStore.Builder().open();
  }

  static MVStore open(Path directory) {
    var file = directory.toAbsolutePath().normalize().resolve(NAME);
    try {
      Files.createDirectories(file.getParent());
      // Buffer size 0 matters as much as the delay: a full buffer is otherwise written in the
      // middle of a command, and a crash leaves a document without its index entries.
      var store =
          new MVStore.Builder()
              .fileName(file.toString())
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize(CACHE_MEGABYTES)
              .open();
      // Space of replaced pages is free at once; GroupCommit flushes before it can be overwritten.
      store.setRetentionTime(0);
      return store;
    } catch (IOException e) {
      throw new EmbeddedMongoException(
          "cannot create the data directory " + file.getParent() + "; check path and rights", e);
    } catch (MVStoreException e) {
      throw new EmbeddedMongoException(explain(file, e), e);
    }
  }

  static void close(MVStore store) {
    try {
      store.close(COMPACTION_MILLIS_AT_CLOSE);
    } catch (MVStoreException e) {
      throw new EmbeddedMongoException("cannot write " + store.getFileStore().getFileName(), e);
    }
  }

  private static String explain(Path file, MVStoreException e) {
    return switch (e.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          file + " is in use; stop the other process or choose another data directory";
      case DataUtils.ERROR_FILE_CORRUPT ->
          file + " is damaged; restore it from a backup or move it away to start empty";
      case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          file + " was written by another version of H2; use the version that wrote it";
      default -> "cannot open " + file + "; check rights and free space";
    };
  }
}
