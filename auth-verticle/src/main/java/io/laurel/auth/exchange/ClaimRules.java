package io.laurel.auth.exchange;

import io.laurel.auth.provider.Provider;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider's token has to say, beside being signed by it (RFC 7519, RFC 8725). */
final class ClaimRules {
  private static final String EXPIRES = "exp";
  private static final String BEGINS = "nbf";
  private static final String ISSUED = "iat";
  private static final int MAX_SUBJECT = 255;

  /** Far beyond any time that counts, and far from where sums overflow. */
  private static final double MAX_SECONDS = 1e12;

  private final ExchangeConfig config;

  ClaimRules(ExchangeConfig config) {
    this.config = config;
  }

  /** Of whom a token speaks that is meant for us and counts now; empty for every other. */
  Optional<String> subject(JsonObject claims, Provider provider, Instant now) {
    return isForUs(claims.getValue("aud"), provider.audience()) && countsNow(claims, now)
        ? subject(claims.getValue(provider.subjectClaim()))
        : Optional.empty();
  }

  private static boolean isForUs(@Nullable Object audience, String ours) {
    if (audience instanceof JsonArray several) {
      return several.stream().allMatch(String.class::isInstance) && several.contains(ours);
    }
    return ours.equals(audience);
  }

  /**
   * By {@code iat} it lives no longer than a token may; nor has it longer left, which holds the end
   * where there is no {@code iat}.
   */
  private boolean countsNow(JsonObject claims, Instant now) {
    if (!areTimes(claims)) {
      return false;
    }
    Instant soon = now.plus(config.leeway());
    Instant end = time(claims, EXPIRES, Instant.MIN);
    Instant issued = time(claims, ISSUED, soon);
    return now.minus(config.leeway()).isBefore(end)
        && !end.isAfter(issued.plus(config.maxLifetime()))
        && !issued.isAfter(soon)
        && !time(claims, BEGINS, soon).isAfter(soon);
  }

  /** That which is there is one, and the end is there. */
  private static boolean areTimes(JsonObject claims) {
    return claims.containsKey(EXPIRES)
        && isTimeIfThere(claims, EXPIRES)
        && isTimeIfThere(claims, BEGINS)
        && isTimeIfThere(claims, ISSUED);
  }

  private static boolean isTimeIfThere(JsonObject claims, String name) {
    return !claims.containsKey(name)
        || (claims.getValue(name) instanceof Number number
            && Math.abs(number.doubleValue()) <= MAX_SECONDS);
  }

  private static Instant time(JsonObject claims, String name, Instant otherwise) {
    return claims.getValue(name) instanceof Number seconds
        ? Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1_000))
        : otherwise;
  }

  /** What the database would spell otherwise could be two people. */
  private static Optional<String> subject(@Nullable Object value) {
    return value instanceof String subject
            && !subject.isEmpty()
            && subject.codePointCount(0, subject.length()) <= MAX_SUBJECT
            && subject.indexOf('\0') < 0
            && StandardCharsets.UTF_8.newEncoder().canEncode(subject)
        ? Optional.of(subject)
        : Optional.empty();
  }
}
