package io.laurel.auth.throttle;

/**
 * Where an attempt is counted.
 *
 * @param key of its document
 * @param mark what stands there for the attempt
 * @param rule when it waits
 * @param cleared whether a right attempt clears it
 */
record Bucket(String key, String mark, Rule rule, boolean cleared) {
  private static final String DEVICE = "device/";

  /** Whether it is of a device that the account knows. */
  boolean isOfDevice() {
    return key.startsWith(DEVICE);
  }

  /** Of an account, for whoever is not known to it: each attempt counts. */
  static Bucket ofAccount(String account, String attempt, Rule rule) {
    return new Bucket("account/" + account, attempt, rule, true);
  }

  /** Of a device that an account knows. */
  static Bucket ofDevice(String account, String device, String attempt, Rule rule) {
    return new Bucket(DEVICE + account + "/" + device, attempt, rule, true);
  }

  /** Of an address: each account counts once. */
  static Bucket ofAddress(String network, String account, Rule rule) {
    return new Bucket("address/" + network, account, rule, false);
  }
}
