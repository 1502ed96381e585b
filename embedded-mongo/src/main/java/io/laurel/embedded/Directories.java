package io.laurel.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What directories need for files in them to survive. */
final class Directories {
  private Directories() {}

  /** Puts the name of that file on the device, where a system has a way to say so. */
  static void syncNameOf(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (posix() && directory != null) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
