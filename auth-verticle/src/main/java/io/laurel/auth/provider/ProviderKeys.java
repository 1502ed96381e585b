package io.laurel.auth.provider;

import io.vertx.core.Future;

/** Where the keys of a provider come from. */
public interface ProviderKeys {
  /** The keys that count now. Fails with {@code unavailable} where none were ever to be had. */
  Future<KeySet> current();

  /**
   * The keys after those: a newer set, where one may be had now, because a token names a key that
   * is not among them. Never fails; gives the same where there is no newer one.
   */
  Future<KeySet> after(KeySet known);

  /** Keys that an operator wrote down. */
  static ProviderKeys fixed(KeySet keys) {
    return new ProviderKeys() {
      @Override
      public Future<KeySet> current() {
        return Future.succeededFuture(keys);
      }

      @Override
      public Future<KeySet> after(KeySet known) {
        return Future.succeededFuture(known);
      }
    };
  }
}
