package io.laurel.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections fit into what the process may open. */
public final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  /** For the database, the cluster, management, jars, and what is accepted but not yet refused. */
  private static final long RESERVE = 512;

  private static final int SMALLEST_SHARE = 4;

  private OpenFiles() {}

  /** The same bounds, or lower ones where the system lets this process open fewer files. */
  public static Connections.Bounds fitting(Connections.Bounds wanted) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? fitting(wanted, system.getMaxFileDescriptorCount())
        : wanted;
  }

  /** At least a quarter of the files, however few: without connections nobody is served. */
  static Connections.Bounds fitting(Connections.Bounds wanted, long files) {
    long room = Math.max(1, Math.max(files - RESERVE, files / SMALLEST_SHARE));
    if (room >= wanted.all()) {
      return wanted;
    }
    LOG.warn("{} connections at most, as this process may open {} files only", room, files);
    return new Connections.Bounds(
        Math.toIntExact(room), Math.toIntExact(Math.min(wanted.perAddress(), room)));
  }
}
