package io.laurel.event.facts.activity;

import java.time.LocalDate;

/** That of which there are only so many subjects: a user's activities of one type and day. */
record SubjectDay(String userId, String type, LocalDate day) {
  static SubjectDay of(BucketKey key) {
    return new SubjectDay(key.userId(), key.type(), key.day());
  }
}
