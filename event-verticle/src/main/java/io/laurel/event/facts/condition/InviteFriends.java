package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** {@code INVITE_FRIENDS}: so many invitations. */
record InviteFriends(long target) implements Criterion {
  private static final String INVITE = "INVITE";

  static InviteFriends of(Params params) {
    return new InviteFriends(params.number("count"));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(INVITE));
  }

  @Override
  public long measure(Facts facts) {
    return facts.count(INVITE, null);
  }
}
