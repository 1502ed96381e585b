package io.laurel.audit;

import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.util.function.Function;

/** What kits of stores begin with whose changes leave entries in an audit. */
public abstract class AuditedStoreKit<S> extends StoreKit<S> {
  /** Where the entries of this test's store are moved on to. */
  protected final AuditStore audit = new InMemoryAuditStore();

  /** A kit for stores that are prepared so. */
  protected AuditedStoreKit(Function<S, Future<Void>> preparation) {
    super(preparation);
  }

  /** A store in which nothing is, not prepared yet, whose entries are moved on to {@code to}. */
  protected abstract S empty(AuditStore to);

  @Override
  protected final S empty() {
    return empty(audit);
  }
}
