package io.laurel.auth.user;

import java.util.List;

/**
 * Names that nobody takes for herself: those of the first ADMIN, so that a stranger cannot stand in
 * its way before there is one, and those that accounts of trusted issuers get, so that nobody seems
 * to be one of their players.
 */
public final class ReservedNames {
  private final List<String> beginnings;

  /** Those of the first ADMIN, and all that begin with one of these names and a hyphen. */
  public ReservedNames(List<String> trusted) {
    this.beginnings = trusted.stream().map(name -> beginning(name)).toList();
  }

  static String beginning(String trusted) {
    return trusted + "-";
  }

  /** Refuses an address with {@code email-taken}. */
  public void refuseEmail(String email) {
    if (email.equals(BootstrapAdmin.EMAIL)) {
      throw UserFailures.emailTaken();
    }
  }

  /** Refuses a username with {@code username-taken}. */
  public void refuseUsername(String username) {
    if (User.usernameKey(username).equals(BootstrapAdmin.USERNAME) || isOfPlayers(username)) {
      throw UserFailures.usernameTaken();
    }
  }

  /** Whether a username, in any spelling, looks like one of a trusted issuer's players. */
  public boolean isOfPlayers(String username) {
    String key = User.usernameKey(username);
    return beginnings.stream().anyMatch(key::startsWith);
  }
}
