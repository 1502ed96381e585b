package io.laurel.standalone;

import io.laurel.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The one place where a standalone process keeps what it must not lose. Belongs to one process at a
 * time; only its owner may read it. Every method blocks, and throws {@link ConfigException} where
 * the disk does not do as asked.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Takes the directory, made if missing; fails where another process has it. */
  static DataDirectory open(Path path) {
    try {
      create(path);
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!taken(lock)) {
        lock.close();
        throw new ConfigException(
            "DATA_DIR " + path + " is in use by another process; end it, or choose another one");
      }
      return new DataDirectory(path, lock);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static boolean taken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another one in this JVM has it.
      return false;
    }
  }

  Path path() {
    return path;
  }

  /** A directory in it, made if missing. */
  Path directory(String name) {
    Path directory = path.resolve(name);
    try {
      create(directory);
      return directory;
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Whether there is a file of that name. */
  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /** The text of a file, which is made of {@code first} if it is not there yet. */
  String text(String name, Supplier<String> first) {
    Path file = path.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(name, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Writes a file that only the owner may read; after a crash it is the former or the new one. */
  void write(String name, String text) {
    Path file = path.resolve(name);
    Path folder = file.getParent();
    try {
      if (folder != null) {
        create(folder);
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      try (var channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              permissions("rw-------"))) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Lets another process have it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static void create(Path directory) throws IOException {
    // Asked first, because JDK 17 refuses a link to a directory.
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions("rwx------"));
    }
  }

  private static FileAttribute<?>[] permissions(String posix) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))
        }
        : new FileAttribute<?>[0];
  }

  private static ConfigException unusable(Path file, IOException cause) {
    return new ConfigException("DATA_DIR: " + file + " cannot be used (" + cause + ")");
  }
}
