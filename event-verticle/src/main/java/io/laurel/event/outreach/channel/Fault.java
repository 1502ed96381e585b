package io.laurel.event.outreach.channel;

import java.util.Locale;

/** Why there was no answer. */
enum Fault {
  /** Not in time. */
  TIMEOUT,
  /** Nobody listens there, or no way leads there. */
  REFUSED,
  /** The connection ended before an answer, or what came was none. */
  CLOSED,
  /** The name has no address. */
  UNRESOLVED,
  /** The certificate is not trusted or not of that name, or there is no TLS. */
  TLS,
  /** It may not go there. */
  ADDRESS_FORBIDDEN,
  /** Nobody listens at the address of the bus. */
  NO_CONSUMER,
  /** Who listens there said no. */
  BUS_FAILED;

  /** As {@code lastError} of a delivery has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a failure of a future, for the one step that meets it. */
  Met met() {
    return new Met(this);
  }

  /** A fault on its way from the step that met it to the outcome; without a stack. */
  static final class Met extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    Met(Fault fault) {
      super(fault.word(), null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }
}
