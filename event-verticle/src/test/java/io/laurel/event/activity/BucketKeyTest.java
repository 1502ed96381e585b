package io.laurel.event.activity;

import static io.laurel.event.activity.Activities.NOON;
import static io.laurel.event.activity.Activities.anActivity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class BucketKeyTest {
  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of("a", "b", "/", "%", "2F", "/WIN/").list().ofMaxSize(4).map(this::joined);
  }

  private String joined(List<String> pieces) {
    return String.join("", pieces);
  }

  /** C3: made of what keys are made of, no two keys are alike. */
  @Property(tries = 50_000)
  void id_ofDifferentKeys_different(
      @ForAll("parts") String user,
      @ForAll("parts") String subject,
      @ForAll("parts") String otherUser,
      @ForAll("parts") String otherSubject) {
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
