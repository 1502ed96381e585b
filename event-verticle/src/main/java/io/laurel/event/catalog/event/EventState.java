package io.laurel.event.catalog.event;

import java.util.Set;

/** What an operator has decided about an event; stored. */
public enum EventState {
  DRAFT,
  PUBLISHED,
  PAUSED,
  CANCELED;

  /** The states that may follow; setting the present one again is no transition. */
  public Set<EventState> next() {
    return switch (this) {
      case DRAFT -> Set.of(PUBLISHED);
      case PUBLISHED -> Set.of(PAUSED, CANCELED);
      case PAUSED -> Set.of(PUBLISHED, CANCELED);
      case CANCELED -> Set.of();
    };
  }
}
