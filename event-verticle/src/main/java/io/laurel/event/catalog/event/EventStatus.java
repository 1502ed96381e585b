package io.laurel.event.catalog.event;

/**
 * What an event is at this moment: derived from state and clock at every read, so that no scheduler
 * can be late.
 */
public enum EventStatus {
  DRAFT,
  UPCOMING,
  ACTIVE,
  PAUSED,
  ENDED,
  CANCELED
}
