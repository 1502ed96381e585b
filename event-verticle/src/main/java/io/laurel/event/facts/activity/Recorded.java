package io.laurel.event.facts.activity;

/** What became of an activity that was to be counted. */
public enum Recorded {
  COUNTED,
  /** It was counted before. */
  DUPLICATE,
  /** Its bucket holds all the ids it can hold; it was not counted. */
  FULL,
  /** Its user, type and day have all the subjects they can have, and not this one. */
  SUBJECTS_FULL
}
