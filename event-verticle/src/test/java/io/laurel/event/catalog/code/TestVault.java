package io.laurel.event.catalog.code;

import io.laurel.event.Fixtures;
import io.laurel.event.catalog.seal.SealConfig;
import io.vertx.core.Vertx;
import java.util.List;

/** Vaults with the key of the fixtures. */
public final class TestVault {
  private static final CodeSeal SEAL = new CodeSeal(new SealConfig(List.of(Fixtures.SEAL_KEY)));

  private TestVault() {}

  /** In memory, without codes. */
  public static CodeVault empty(Vertx vertx) {
    return of(new InMemoryCodeStore(), vertx);
  }

  static CodeVault of(CodeStore store, Vertx vertx) {
    return new CodeVault(store, SEAL, vertx);
  }
}
