package io.laurel.event.claims.redemption;

import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.event.catalog.accesscode.CodeFailures;
import io.laurel.event.catalog.stock.Serial;
import io.laurel.event.claims.claim.CodeLock;
import io.laurel.event.claims.claim.Pass;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The use of a code that one claim takes: the only one, or one of a shared word's. */
final class CodePass implements Pass {
  private static final Serial ONLY = new Serial(1, 0);

  private final AccessCode code;
  private final WordUses words;
  private @Nullable Serial use;

  CodePass(AccessCode code, WordUses words) {
    this.code = code;
    this.words = words;
  }

  @Override
  public Future<Boolean> fill() {
    if (use != null) {
      return Future.succeededFuture(true);
    }
    return take()
        .map(
            taken -> {
              use = taken.orElse(null);
              return taken.isPresent();
            });
  }

  private Future<Optional<Serial>> take() {
    return isShared() ? words.take(code) : Future.succeededFuture(Optional.of(ONLY));
  }

  @Override
  public Optional<String> lock() {
    return Optional.ofNullable(use).map(this::lock);
  }

  /** The lock of the only use of a code that is not shared. */
  Optional<String> onlyLock() {
    return isShared() ? Optional.empty() : Optional.of(lock(ONLY));
  }

  private String lock(Serial taken) {
    return new CodeLock(code.place(), taken.number()).text();
  }

  @Override
  public boolean drop(Set<String> held) {
    Serial picked = use;
    if (picked == null || !held.contains(lock(picked))) {
      return true;
    }
    if (!isShared()) {
      return false;
    }
    words.taken(code, picked);
    use = null;
    return true;
  }

  @Override
  public void giveBack() {
    Serial picked = use;
    use = null;
    if (picked != null && isShared()) {
      words.giveBack(code, picked);
    }
  }

  @Override
  public Failure usedUp() {
    return CodeFailures.invalid();
  }

  private boolean isShared() {
    return code.uses() > 1;
  }
}
