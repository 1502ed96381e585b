package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.Activities.NOON;
import static io.laurel.event.facts.activity.Activities.anActivity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BucketKeyTest {
  private static final List<String> PIECES = List.of("a", "b", "/", "%", "2F", "/WIN/");

  /** Whatever is made of at most so many pieces. */
  private static Set<String> parts(int pieces) {
    Set<String> parts = new LinkedHashSet<>(Set.of(""));
    for (int i = 0; i < pieces; i++) {
      for (String part : List.copyOf(parts)) {
        PIECES.forEach(piece -> parts.add(part + piece));
      }
    }
    return parts;
  }

  /** C3: made of what keys are made of, no two keys are alike; each is held against all others. */
  @Test
  void id_ofDifferentKeys_different() {
    Set<String> ids = new HashSet<>();
    for (String user : parts(3)) {
      for (String subject : parts(3)) {
        assertThat(ids.add(key(user, subject).id())).as("%s and %s", user, subject).isTrue();
      }
    }
    assertThat(ids).hasSizeGreaterThan(60_000);
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
