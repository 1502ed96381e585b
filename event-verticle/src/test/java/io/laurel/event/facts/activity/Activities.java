package io.laurel.event.facts.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Activities for tests: of one user and day, alike but for what a test names. Days are UTC's. */
public final class Activities {
  static final LocalDate DAY = LocalDate.of(2026, 5, 3);
  static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

  private Activities() {}

  /** For tests of other rooms. */
  public static Activity of(String id, String userId, String type, long amount, Instant at) {
    return anActivity(id, userId, type, null, amount, at);
  }

  static Activity aLogin(String id) {
    return anActivity(id, "usr_1", "LOGIN", null, 1, NOON);
  }

  static Activity aLogin(String id, Instant at) {
    return anActivity(id, "usr_1", "LOGIN", null, 1, at);
  }

  static Activity anActivity(
      String id, String userId, String type, String subject, long amount, Instant at) {
    return new Activity(
        id, userId, type, subject, amount, at, LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  /** So many logins that meet one bucket. */
  static List<Activity> loginsOfOneBucket(int count) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> aLogin("login-" + i))
        .filter(activity -> BucketKey.of(activity).chunk() == 3)
        .limit(count)
        .toList();
  }
}
