package io.laurel.embedded;

import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;

/**
 * The end of a store that cannot be read or written any more. What is not on disk is not answered,
 * and nothing else is: everything that is open is closed, and the owner is told, once.
 */
final class Breakage {
  private final StoreFile file;
  private final ChannelGroup listenerAndConnections;
  private final Consumer<EmbeddedMongoException> owner;
  private final AtomicBoolean told = new AtomicBoolean();

  Breakage(
      StoreFile file, ChannelGroup listenerAndConnections, Consumer<EmbeddedMongoException> owner) {
    this.file = file;
    this.listenerAndConnections = listenerAndConnections;
    this.owner = owner;
  }

  /** Whether the store itself failed, and not what was asked of it. */
  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MVStoreException) {
        return true;
      }
    }
    return false;
  }

  void because(Throwable failure) {
    if (!told.getAndSet(true)) {
      var unused = listenerAndConnections.close();
      owner.accept(new EmbeddedMongoException(file.explain(failure), failure));
    }
  }
}
