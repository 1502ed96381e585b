package io.laurel.security;

/** What an account may do; the contract says at each operation which roles admit. */
public enum Role {
  USER,
  OPERATOR,
  AUDITOR,
  ADMIN,
  /** A game server, not a person. */
  SERVICE
}
