package io.laurel.event.activity;

import static io.laurel.event.activity.Activities.NOON;
import static io.laurel.event.activity.Activities.anActivity;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class BucketKeyTest {
  /** C3: in an alphabet that the separators are of, no two keys are alike. */
  @Property(tries = 5000)
  void id_ofDifferentKeys_different(
      @ForAll @StringLength(max = 4) @CharRange(from = '%', to = '/') String user,
      @ForAll @StringLength(max = 4) @CharRange(from = '%', to = '/') String subject,
      @ForAll @StringLength(max = 4) @CharRange(from = '%', to = '/') String otherUser,
      @ForAll @StringLength(max = 4) @CharRange(from = '%', to = '/') String otherSubject) {
    Assume.that(!user.equals(otherUser) || !subject.equals(otherSubject));

    assertThat(key(user, subject).id()).isNotEqualTo(key(otherUser, otherSubject).id());
  }

  private static BucketKey key(String user, String subject) {
    return BucketKey.of(anActivity("a", user, "WIN", subject, 1, NOON));
  }

  @Test
  void id_readsAsTheDesignSays() {
    assertThat(key("usr_1", "arena/3").id()).matches("usr_1/WIN/arena%2F3/2026-05-03/[0-7]");
    assertThat(BucketKey.hashOf("a")).hasSize(16);
  }
}
