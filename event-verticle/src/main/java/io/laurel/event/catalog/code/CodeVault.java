package io.laurel.event.catalog.code;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where codes lie, and how they get in and out.
 *
 * @param vertx seals many at once on its workers
 */
public record CodeVault(CodeStore store, CodeSeal seal, Vertx vertx) {
  private static final Logger LOG = LoggerFactory.getLogger(CodeVault.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int SHOWN = 4;

  /**
   * The codes of those places, all by one read. Fails with {@code unavailable} where one cannot be
   * read here, such as by a node that was not given the newest key yet.
   */
  public Future<Map<CodeKey, String>> read(Collection<CodeKey> places) {
    return readable(places)
        .map(
            codes -> {
              if (!codes.keySet().containsAll(places)) {
                throw Failure.unavailable("A code cannot be read right now.", RETRY_AFTER);
              }
              return codes;
            });
  }

  /** Those of the codes that can be read here; the others are logged. */
  public Future<Map<CodeKey, String>> readable(Collection<CodeKey> places) {
    return places.isEmpty()
        ? Future.succeededFuture(Map.of())
        : store.find(places).map(found -> opened(places, found));
  }

  private Map<CodeKey, String> opened(Collection<CodeKey> places, List<SealedCode> found) {
    Map<CodeKey, String> codes = new HashMap<>();
    for (SealedCode sealed : found) {
      try {
        codes.put(sealed.key(), seal.open(sealed));
      } catch (GeneralSecurityException e) {
        LOG.error("Code {} cannot be opened", sealed.key().id(), e);
      }
    }
    if (!codes.keySet().containsAll(places)) {
      LOG.error("{} of {} codes cannot be read", places.size() - codes.size(), places.size());
    }
    return codes;
  }

  /** What others than its owner see of a code: the last four characters, at most half of it. */
  public static String masked(String code) {
    int shown = Math.min(SHOWN, code.length() / 2);
    return "…" + code.substring(code.length() - shown);
  }
}
