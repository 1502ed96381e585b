package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditEntry;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Endpoints for those who name them, and for those who deliver. */
public interface EndpointDirectory {
  /** All there are, disabled ones too, in no order; some thousands at most. */
  Future<List<Endpoint>> all();

  /** The endpoint of that id, if there is one. */
  Future<Optional<Endpoint>> find(String id);

  /**
   * The keys by which something is signed that is sent to it now, newest first; none on the bus.
   * Throws {@code unavailable} where this node can open none: then nothing is to be sent.
   */
  List<byte[]> signingKeys(Endpoint endpoint);

  /**
   * Disables it because it wants nothing more: a new version, of which the audit says that the
   * system made it. Nothing happens where it has another version by now, or is disabled.
   *
   * @param seen as it was when that was sent which it did not want
   */
  Future<Void> disable(Endpoint seen);

  /** Keeps an audit entry with the endpoint, which stays as it is. */
  Future<Void> tell(String endpointId, AuditEntry entry);

  /** 404 {@code endpoint-not-found}. */
  static Failure notFound() {
    return Failure.notFound("endpoint-not-found", "There is no such endpoint.");
  }
}
