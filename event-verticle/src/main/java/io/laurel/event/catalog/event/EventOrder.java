package io.laurel.event.catalog.event;

import io.laurel.paging.Cursor;
import io.laurel.paging.PageOrder;

/** What stands first in a list of events. */
enum EventOrder {
  /** What was written last. */
  NEWEST(PageOrder.NEWEST_FIRST) {
    @Override
    Cursor cursor(Event event) {
      return new Cursor(event.createdAt(), event.id());
    }
  },
  /** What starts first. */
  STARTS_AT(PageOrder.OLDEST_FIRST) {
    @Override
    Cursor cursor(Event event) {
      return new Cursor(event.schedule().startsAt(), event.id());
    }
  },
  /** What ends first. */
  ENDS_AT(PageOrder.OLDEST_FIRST) {
    @Override
    Cursor cursor(Event event) {
      return new Cursor(event.schedule().endsAt(), event.id());
    }
  };

  private final PageOrder pages;

  EventOrder(PageOrder pages) {
    this.pages = pages;
  }

  /** As the contract names it. */
  static EventOrder of(String name) {
    return switch (name) {
      case "newest" -> NEWEST;
      case "startsAt" -> STARTS_AT;
      case "endsAt" -> ENDS_AT;
      default -> throw new IllegalArgumentException("The contract knows no order " + name);
    };
  }

  /** By the time that it goes by. */
  PageOrder pages() {
    return pages;
  }

  /** Where a list goes on after this event. */
  abstract Cursor cursor(Event event);
}
