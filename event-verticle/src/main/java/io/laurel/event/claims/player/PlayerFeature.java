package io.laurel.event.claims.player;

import io.laurel.bus.BusClient;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;

/** Players: for whom claims are made. */
public final class PlayerFeature implements Feature {
  private final Players players;
  private final Usernames usernames;

  /** The room at that site. */
  public PlayerFeature(Site site) {
    PlayerConfig config = PlayerConfig.of(site.settings());
    PlayerAccounts accounts =
        site.supply(
            PlayerAccounts.class,
            () ->
                new BusPlayerAccounts(
                    new BusClient(site.vertx(), config.timeout()),
                    site.contract().operation("player.check"),
                    site.contract().operation("user.names")));
    players = new Players(accounts);
    usernames = new Usernames(accounts);
  }

  /** For whom somebody may act. */
  public Players players() {
    return players;
  }

  /** What players of ours are called. */
  public Usernames usernames() {
    return usernames;
  }
}
