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
  private static final int VERSIONS_TO_KEEP = 5;

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
      // Replaced pages are free after five commits; GroupCommit flushes each of them. Fewer than
      // five are known to damage files (nitrite-java pull request 1303).
      store.setRetentionTime(0);
      store.setVersionsToKeep(VERSIONS_TO_KEEP);
      return store;
    } catch (IOException e) {
      throw new EmbeddedMongoException(
          "cannot create the data directory " + file.getParent() + "; check path and rights", e);
    } catch (MVStoreException e) {
      throw new EmbeddedMongoException(explain(file, e), e);
    }
  }

  /**
   * Does not ask H2 to compact while it closes, tempting as {@code close(millis)} looks: in 2.3.232
   * and 2.4.240 that moves chunks over one another (h2database issue 4086).
   */
  static void close(MVStore store) {
    try {
      store.close();
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
