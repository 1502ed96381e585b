package io.laurel.auth.password;

/**
 * Where somebody waits for a password to be hashed.
 *
 * @param lane with whom
 * @param owner who shares one share with nobody: an address, or an account that acts for many
 */
public record Seat(Lane lane, String owner) {
  /** Work that nobody asked for from outside, as for the first ADMIN. */
  public static final Seat OWN = new Seat(Lane.OPENING, "laurel");

  /** Who waits together; none waits behind another lane's line. */
  public enum Lane {
    /** Sign-ins of a device that the account knows: served first. */
    KNOWN,
    /** All other sign-ins. */
    STRANGER,
    /** Registrations and new passwords. */
    OPENING
  }
}
