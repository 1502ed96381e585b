package io.laurel.auth.session;

/**
 * One token of a refresh-token family.
 *
 * @param sessionId the family
 * @param generation 0 for the token of the login, one more with each rotation
 * @param secret 256 bits, base64url: random for the first, derived from its predecessor for others
 */
record RefreshToken(String sessionId, long generation, String secret) {
  @Override
  public String toString() {
    return "RefreshToken[" + sessionId + "." + generation + "]";
  }
}
