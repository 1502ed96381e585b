package io.laurel.event.claims.player;

import io.laurel.bus.Call;
import io.vertx.core.Future;

/** Judges for whom a game server may act: any player of its own, and accounts of ours that play. */
public final class Players {
  /** What an id of ours begins with. No studio's player gets an account's rewards by its name. */
  private static final String OURS = "usr_";

  private final PlayerAccounts accounts;

  Players(PlayerAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Fails with {@code user-not-found} where somebody names an account of ours that may not play.
   * Asks nobody about a player of a studio's, nor about whoever acts for itself.
   */
  public Future<Void> check(Claimant claimant, Call call) {
    return claimant.isNamed() && isOurs(claimant.userId())
        ? accounts.check(claimant.userId(), call)
        : Future.succeededFuture();
  }

  /** Whether an id is one of our accounts, and no studio's player. */
  static boolean isOurs(String userId) {
    return userId.startsWith(OURS);
  }
}
