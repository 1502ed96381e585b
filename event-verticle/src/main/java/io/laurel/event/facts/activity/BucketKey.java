package io.laurel.event.facts.activity;

import io.laurel.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an activity is counted: one of eight buckets of a user's activities of one type, subject
 * and day. Which of the eight follows from its id, so that an id always meets the same bucket.
 */
record BucketKey(String userId, String type, @Nullable String subject, LocalDate day, int chunk) {
  /** Buckets of one day. */
  static final int CHUNKS = 8;

  /** 12 bytes of SHA-256 as base64url: within a bucket no two ids are ever alike. */
  private static final int HASH_LENGTH = 16;

  static BucketKey of(Activity activity) {
    byte[] hash = Sha256.of(activity.id().getBytes(StandardCharsets.UTF_8));
    return new BucketKey(
        activity.userId(),
        activity.type(),
        activity.subject(),
        activity.day(),
        Byte.toUnsignedInt(hash[0]) * CHUNKS / 256);
  }

  /** All buckets that a subject can have on a day. */
  static Stream<BucketKey> chunks(SubjectDay day, String subject) {
    return IntStream.range(0, CHUNKS)
        .mapToObj(chunk -> new BucketKey(day.userId(), day.type(), subject, day.day(), chunk));
  }

  /** What a bucket knows of an activity's id. */
  static String hashOf(String id) {
    return Sha256.text(id.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
  }

  /** The bucket's id; no two keys have one, whatever a sender puts in its parts. */
  String id() {
    return String.join(
        "/",
        escaped(userId),
        type,
        subject == null ? "" : escaped(subject),
        day.toString(),
        Integer.toString(chunk));
  }

  /** The id of the bucket that knows the highest amount a user ever had; it belongs to no day. */
  static String highestId(String userId, String type) {
    return escaped(userId) + "/" + type + "///";
  }

  private static String escaped(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }
}
