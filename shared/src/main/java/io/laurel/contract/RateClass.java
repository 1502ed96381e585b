package io.laurel.contract;

import java.util.Arrays;
import java.util.Locale;

/** What a call costs, as far as limits on how often somebody may call are concerned. */
public enum RateClass {
  /** Guesses a secret, or has one hashed. */
  AUTH,
  /** Changes something. */
  WRITE,
  /** Reads. */
  READ,
  /** Works on much at once. */
  HEAVY;

  /** As the contract, settings and answers write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The class of that label.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static RateClass of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no class of rates " + label));
  }
}
