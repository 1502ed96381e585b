package io.laurel.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OnFileEmbeddedMongoTest extends EmbeddedMongoKit {
  @TempDir static Path directory;

  @Override
  EmbeddedMongo start() {
    return EmbeddedMongo.onFile(directory);
  }
}
