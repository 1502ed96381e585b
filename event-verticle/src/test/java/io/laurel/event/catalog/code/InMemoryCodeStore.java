package io.laurel.event.catalog.code;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Codes in a map. */
public class InMemoryCodeStore implements CodeStore {
  private final Map<String, SealedCode> codes = new TreeMap<>();
  private final Set<String> hashes = new HashSet<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Integer> append(List<SealedCode> added) {
    int kept = 0;
    for (SealedCode code : added) {
      if (codes.containsKey(code.key().id()) || !hashes.add(hash(code))) {
        break;
      }
      codes.put(code.key().id(), code);
      kept++;
    }
    return Future.succeededFuture(kept);
  }

  private static String hash(SealedCode code) {
    return code.key().rewardId() + "#" + code.hash();
  }

  @Override
  public synchronized Future<Set<String>> known(String rewardId, Collection<String> asked) {
    Set<String> known = new HashSet<>(asked);
    known.removeIf(hash -> !hashes.contains(rewardId + "#" + hash));
    return Future.succeededFuture(known);
  }

  @Override
  public synchronized Future<List<SealedCode>> find(Collection<CodeKey> places) {
    return Future.succeededFuture(
        places.stream().map(place -> codes.get(place.id())).filter(Objects::nonNull).toList());
  }

  @Override
  public synchronized Future<Void> dropAllOf(String rewardId) {
    codes.values().removeIf(code -> code.key().rewardId().equals(rewardId));
    hashes.removeIf(hash -> hash.startsWith(rewardId + "#"));
    return Future.succeededFuture();
  }
}
