package io.laurel.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Judges a data file and its journal before anything is written to them. H2 goes back to the newest
 * version that looks whole to it; here every byte that is in force has to be the one that was
 * written, and the version the one that was written last.
 */
final class StoreCheck {
  /** The map that is there once a store has a journal; from then on it is missed. */
  static final String MARK = "journal";

  private final Path file;
  private final Path journal;

  StoreCheck(Path file, Path journal) {
    this.file = file;
    this.journal = journal;
  }

  /**
   * The lines that a new journal begins with: one for each chunk in force.
   *
   * @throws EmbeddedMongoException if something is missing, damaged or older than it was left
   * @throws MVStoreException if H2 cannot open the file
   */
  List<JournalLine> lines() throws IOException {
    Optional<Journal.Contents> known = Journal.read(journal);
    if (!Files.exists(file) || Files.size(file) == 0) {
      if (known.isPresent()) {
        throw damaged(Files.exists(file) ? "it is empty" : "it is missing");
      }
      return List.of();
    }
    var data = new DataFile();
    try (MVStore store = StoreFile.open(data, file, true)) {
      known.ifPresentOrElse(contents -> requireNewest(contents, data), () -> requireNoMark(store));
      return verified(new Chunks(store, data), known);
    } catch (MVStoreException e) {
      throw breaksOff(e) ? damaged("it breaks off") : e;
    } catch (EmbeddedMongoException e) {
      throw e;
    } catch (RuntimeException e) {
      // H2 believes what it reads: a wrong length can become any exception.
      throw damaged("H2 cannot read it: " + e);
    }
  }

  private static boolean breaksOff(MVStoreException failure) {
    return failure.getCause() instanceof EOFException;
  }

  private void requireNoMark(MVStore store) {
    if (store.hasMap(MARK)) {
      throw damaged("its companion " + Journal.NAME + " is missing");
    }
  }

  private void requireNewest(Journal.Contents known, DataFile data) {
    if (known.created() != data.getCreationTime()) {
      throw damaged(Journal.NAME + " beside it belongs to another one");
    }
    if (data.lastChunkVersion() < known.version()) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "its newest whole version is %d, but %d was written",
              data.lastChunkVersion(),
              known.version()));
    }
  }

  private List<JournalLine> verified(Chunks chunks, Optional<Journal.Contents> known) {
    List<JournalLine> lines = new ArrayList<>();
    for (Span span : chunks.live()) {
      var line = JournalLine.of(span, chunks.checksum(span));
      known
          .map(contents -> contents.lines().get(span.chunk()))
          .filter(written -> written.version() == line.version())
          .filter(written -> written.checksum() != line.checksum())
          .ifPresent(
              written -> {
                throw damaged(
                    String.format(
                        Locale.ROOT,
                        "bytes %d to %d are not those that were written",
                        span.position(),
                        span.position() + span.length() - 1));
              });
      lines.add(line);
    }
    lines.sort(JournalLine.IN_ORDER);
    return lines;
  }

  private EmbeddedMongoException damaged(String how) {
    return new EmbeddedMongoException(StoreFile.damaged(file, how), null);
  }
}
