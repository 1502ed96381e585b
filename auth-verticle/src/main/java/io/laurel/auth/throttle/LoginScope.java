package io.laurel.auth.throttle;

/**
 * What an attempt is counted for: an account, a device or an address.
 *
 * @param key of its document
 * @param mark what stands there for the attempt
 * @param rule when it waits
 * @param cleared whether a right attempt clears it
 */
record LoginScope(String key, String mark, BackoffRule rule, boolean cleared) {
  private static final String DEVICE = "device/";

  /** Whether it is of a device that the account knows. */
  boolean isOfDevice() {
    return key.startsWith(DEVICE);
  }

  /** Of an account, for whoever is not known to it: each attempt counts. */
  static LoginScope ofAccount(String account, String attempt, BackoffRule rule) {
    return new LoginScope("account/" + account, attempt, rule, true);
  }

  /** Of a device that an account knows. */
  static LoginScope ofDevice(String account, String device, String attempt, BackoffRule rule) {
    return new LoginScope(DEVICE + account + "/" + device, attempt, rule, true);
  }

  /** Of an address: each account counts once. */
  static LoginScope ofAddress(String network, String account, BackoffRule rule) {
    return new LoginScope("address/" + network, account, rule, false);
  }
}
