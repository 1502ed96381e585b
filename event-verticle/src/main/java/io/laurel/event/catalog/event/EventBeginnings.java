package io.laurel.event.catalog.event;

import io.laurel.audit.AuditEntry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * Events of several documents on their way to be: nobody sees one before all that belongs to it is
 * there, and one that its maker left behind goes after a while.
 */
public interface EventBeginnings {
  /**
   * One that nobody sees yet.
   *
   * @param draft as it shall be
   * @param plan tells by what it is made
   */
  record Beginning(Event draft, String plan) {}

  /** Keeps it; false where an event of that id is there, or begun, which stays as it is. */
  Future<Boolean> begin(Beginning beginning);

  /**
   * Takes up one that was begun, so that it is as fresh as if it was begun at that moment; empty
   * where there is none of that id.
   */
  Future<Optional<Beginning>> takeUp(String id, Instant now);

  /**
   * Shows it to everybody.
   *
   * @return false where it was finished already, or has gone
   */
  Future<Boolean> finish(Event draft, AuditEntry entry);

  /** Takes away those that nobody took up since then, and what belongs to them. */
  Future<Void> dropBegunBefore(Instant moment);
}
