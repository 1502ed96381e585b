package io.laurel.auth.throttle;

import io.laurel.throttle.BackoffRule;
import io.laurel.throttle.TryScope;

/** What a sign-in is counted for, besides its address: an account, or a device that it knows. */
final class LoginScopes {
  private static final String DEVICE = "device/";

  private LoginScopes() {}

  /** Whether it is of a device that the account knows. */
  static boolean isOfDevice(TryScope scope) {
    return scope.key().startsWith(DEVICE);
  }

  /** Of an account, for whoever is not known to it: each attempt counts. */
  static TryScope ofAccount(String account, String attempt, BackoffRule rule) {
    return new TryScope("account/" + account, attempt, rule, true);
  }

  /** Of a device that an account knows. */
  static TryScope ofDevice(String account, String device, String attempt, BackoffRule rule) {
    return new TryScope(DEVICE + account + "/" + device, attempt, rule, true);
  }
}
