package io.laurel.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads from the class path, be it a directory or a jar. */
final class Resources {
  private Resources() {}

  /**
   * All files of the directory that a resource is in, by path from there; classes are none. Blocks.
   */
  static Map<String, Buffer> beside(String resource) {
    URL url = Resources.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException("There is no " + resource + " on the class path");
    }
    try {
      if (url.openConnection() instanceof JarURLConnection inJar) {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
          return read(directoryOf(jar.getPath(inJar.getEntryName())));
        }
      }
      return read(directoryOf(Path.of(url.toURI())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path directoryOf(Path file) {
    return file.resolve("..").normalize();
  }

  private static Map<String, Buffer> read(Path directory) throws IOException {
    Map<String, Buffer> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        if (!name.endsWith(".class")) {
          files.put(name, Buffer.buffer(Files.readAllBytes(path)));
        }
      }
    }
    return files;
  }

  /** One resource, beside this class unless its name begins with a slash. Blocks. */
  static Buffer at(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + name + " on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
