package io.laurel.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.SingleFileStore;

/** H2's file of chunks, which can also be asked for the one that it wrote last. */
class DataFile extends SingleFileStore {
  private static final int CACHE_MEGABYTES = 32;

  DataFile() {
    super(new HashMap<>(Map.of("cacheSize", CACHE_MEGABYTES)));
  }

  /** The one that says where all others are. */
  final Optional<Chunk<?>> newestChunk() {
    return Optional.ofNullable(lastChunk);
  }
}
