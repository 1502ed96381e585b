package io.laurel.mongo;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every kit of tests begins and ends with, whatever its stores keep: an empty store for each
 * test, prepared twice, as processes do that start one after the other. A database of the test's
 * own is opened for those that ask for it, and closed.
 */
public abstract class StoreKit<S> {
  private final Function<S, Future<Void>> preparation;
  private Optional<TestDatabase> opened = Optional.empty();

  /** The store under test. */
  protected S store;

  /** A kit for stores that are prepared so. */
  protected StoreKit(Function<S, Future<Void>> preparation) {
    this.preparation = preparation;
  }

  /** A store in which nothing is, not prepared yet. */
  protected abstract S empty();

  /** The database of this test. */
  protected final MongoDatabase database() {
    if (opened.isEmpty()) {
      opened = Optional.of(new TestDatabase());
    }
    return opened.get().database();
  }

  @BeforeEach
  final void prepareTwice() {
    store = empty();
    preparation.apply(store).await();
    preparation.apply(store).await();
  }

  @AfterEach
  final void closeDatabase() {
    opened.ifPresent(TestDatabase::close);
  }
}
