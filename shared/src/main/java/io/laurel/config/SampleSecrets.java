package io.laurel.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Secrets that stand in examples, or that people type to get past a prompt. */
public final class SampleSecrets {
  private static final Pattern WORDS =
      Pattern.compile(
          "(change|me|it|this|please|replace|your|my|own|the|a|is|in|production|default|sample"
              + "|example|test|demo|secret|key|pass|phrase|password|word|admin|administrator|root"
              + "|user|auth|code|coupon|refresh|token|bootstrap|laurel|letmein|welcome|qwerty|uiop|abc)*");
  private static final int MIN_DIFFERENT = 8;

  private SampleSecrets() {}

  /** Whether it is made of nothing but sample words, digits and signs, or of a few characters. */
  public static boolean contain(String secret) {
    String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    return WORDS.matcher(letters).matches() || secret.chars().distinct().count() < MIN_DIFFERENT;
  }
}
