package io.laurel.auth.password;

import io.laurel.auth.key.SharedSecret;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** The pool that hashes passwords, and the seal that stands for one. */
public final class PasswordFeature implements Feature {
  private final Passwords passwords;
  private final PasswordSeal seal;

  /** Hashes as the settings of that site say. */
  public PasswordFeature(Site site) {
    passwords = new Passwords(site.vertx(), PasswordConfig.of(site.settings()), site.metrics());
    seal = new PasswordSeal(SharedSecret.of(site.settings()));
  }

  @Override
  public Future<?> prepare() {
    return passwords.prepare();
  }

  /** What hashes and verifies, once this feature is prepared. */
  public Passwords passwords() {
    return passwords;
  }

  /** What tells whether two requests bear one password. */
  public PasswordSeal seal() {
    return seal;
  }
}
