package io.laurel.event.catalog.edit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What belongs to the things of a room, and goes with each that is deleted. */
public final class Contents {
  private final List<Function<String, Future<Void>>> removers = new ArrayList<>();

  /**
   * Adds one kind of it.
   *
   * @param remover takes away all that belongs to the thing of that id; may be asked again
   */
  public void add(Function<String, Future<Void>> remover) {
    removers.add(remover);
  }

  /** Takes away all that belongs to the thing of that id. */
  public Future<Void> removeOf(String id) {
    return Future.all(removers.stream().map(remover -> remover.apply(id)).toList()).mapEmpty();
  }
}
