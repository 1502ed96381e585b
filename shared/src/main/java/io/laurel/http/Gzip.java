package io.laurel.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compression of answers (RFC 1952), for who takes it. */
public final class Gzip {
  /** The coding, as {@code Content-Encoding} names it. */
  public static final CharSequence CODING = HttpHeaders.createOptimized("gzip");

  /** What is shorter gains nothing. */
  private static final int LEAST = 1_024;

  private static final int BUFFER = 8_192;

  private Gzip() {}

  /** Whether a client takes it (RFC 9110, section 12.5.3). */
  public static boolean isAccepted(MultiMap headers) {
    return Preferences.of(headers.getAll(HttpHeaders.ACCEPT_ENCODING)).takesCoding("gzip");
  }

  /** Whether an answer is long enough to be compressed. */
  public static boolean isWorthwhile(Buffer body) {
    return body.length() > LEAST;
  }

  /** The whole of an answer, quickly. */
  public static Buffer of(Buffer body) {
    return of(body, Deflater.BEST_SPEED);
  }

  /** The whole of what is sent again and again, as short as it gets. */
  public static Buffer smallest(Buffer body) {
    return of(body, Deflater.BEST_COMPRESSION);
  }

  private static Buffer of(Buffer body, int level) {
    Parts parts = new Parts(level);
    return parts.next(body).appendBuffer(parts.end());
  }

  /** An answer that is sent part by part. */
  public static final class Parts {
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;

    /** Nothing is sent yet. */
    public Parts() {
      this(Deflater.BEST_SPEED);
    }

    private Parts(int level) {
      try {
        gzip = new Stream(ready, level);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What to send for one more part, all of it. */
    public Buffer next(Buffer part) {
      try {
        gzip.write(part.getBytes());
        gzip.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return taken();
    }

    /** What to send at the end. */
    public Buffer end() {
      try {
        gzip.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return taken();
    }

    private Buffer taken() {
      Buffer taken = Buffer.buffer(ready.toByteArray());
      ready.reset();
      return taken;
    }
  }

  /** With a level, which only heirs can set. */
  private static final class Stream extends GZIPOutputStream {
    Stream(ByteArrayOutputStream out, int level) throws IOException {
      super(out, BUFFER, true);
      def.setLevel(level);
    }
  }
}
