package io.laurel.rate;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.RateClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often somebody may call.
 *
 * @param limits by class; empty where nothing is limited
 */
public record RateConfig(Map<RateClass, Limit> limits) {
  private static final String SETTING = "RATE_LIMITS";
  private static final String OFF = "off";
  private static final Pattern ENTRY =
      Pattern.compile("(?<kind>[a-z]+)=(?<count>[0-9]{1,9})/(?<seconds>[0-9]{1,5})");
  private static final int MAX_SECONDS = 86_400;

  /** What counts where a setting does not name the class. */
  private static final Map<RateClass, Limit> DEFAULTS =
      Map.of(
          RateClass.AUTH, new Limit(30, Duration.ofMinutes(1)),
          RateClass.WRITE, new Limit(600, Duration.ofMinutes(1)),
          RateClass.READ, new Limit(3_000, Duration.ofMinutes(1)),
          RateClass.HEAVY, new Limit(30, Duration.ofMinutes(1)));

  /**
   * So many calls at once, which come back evenly within that time.
   *
   * @param count at least 1
   * @param within whole seconds
   */
  public record Limit(long count, Duration within) {
    /** What one of several that share it may let in; each lets in something. */
    Limit share(int parts) {
      return new Limit(Math.max(1, count / parts), within);
    }
  }

  /** Copies the limits. */
  public RateConfig {
    limits = Map.copyOf(limits);
  }

  /** Reads {@code RATE_LIMITS}. */
  public static RateConfig of(Settings settings) {
    String text = settings.text(SETTING);
    if (text.equals(OFF)) {
      return new RateConfig(Map.of());
    }
    Map<RateClass, Limit> limits = new EnumMap<>(DEFAULTS);
    Set<RateClass> named = EnumSet.noneOf(RateClass.class);
    for (String entry : text.split(",", -1)) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (!matcher.matches() || !named.add(kind(matcher.group("kind"), text))) {
        throw refusal(text);
      }
      limits.put(kind(matcher.group("kind"), text), limit(matcher, text));
    }
    return new RateConfig(limits);
  }

  private static RateClass kind(String label, String text) {
    try {
      return RateClass.of(label);
    } catch (IllegalArgumentException e) {
      throw refusal(text);
    }
  }

  private static Limit limit(Matcher entry, String text) {
    long count = Long.parseLong(entry.group("count"));
    int seconds = Integer.parseInt(entry.group("seconds"));
    if (count < 1 || seconds < 1 || seconds > MAX_SECONDS) {
      throw refusal(text);
    }
    return new Limit(count, Duration.ofSeconds(seconds));
  }

  private static ConfigException refusal(String text) {
    return new ConfigException(
        SETTING
            + " takes off, or class=count/seconds by commas, each class (auth, write, read, heavy)"
            + " once, such as auth=30/60,read=3000/60, not "
            + text);
  }

  /** The same, each limit that many times as high. */
  public RateConfig times(int factor) {
    Map<RateClass, Limit> more = new EnumMap<>(RateClass.class);
    limits.forEach(
        (kind, limit) -> more.put(kind, new Limit(limit.count() * factor, limit.within())));
    return new RateConfig(more);
  }
}
