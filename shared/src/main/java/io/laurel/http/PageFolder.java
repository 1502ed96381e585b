package io.laurel.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A page for browsers, and the files that it is made of, which whoever has it on the class path
 * serves beside the API; found by {@link java.util.ServiceLoader}.
 */
public interface PageFolder {
  /** Where the page is, such as {@code /console}: one segment. */
  String path();

  /** What a browser may load with the page ({@code Content-Security-Policy}). */
  String securityPolicy();

  /**
   * What the page refers to, by path without a slash in front, such as {@code frame/app.js}.
   * Blocks.
   */
  Map<String, Buffer> files();

  /**
   * The page.
   *
   * @param base where its files are, with a slash behind; another one after each change of a file
   */
  String page(String base);
}
