package io.laurel.throttle;

/**
 * What an attempt is counted for, such as an account or an address.
 *
 * @param key of its document
 * @param mark what stands there for the attempt
 * @param rule when it waits
 * @param cleared whether a right attempt clears it
 */
public record TryScope(String key, String mark, BackoffRule rule, boolean cleared) {
  /** Of an address: whoever fails there counts once. */
  public static TryScope ofAddress(String network, String who, BackoffRule rule) {
    return new TryScope("address/" + network, who, rule, false);
  }
}
