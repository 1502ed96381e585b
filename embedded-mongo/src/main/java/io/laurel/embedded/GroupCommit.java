package io.laurel.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no reply leave before the changes it may report are on disk. The commands that arrive
 * together share one commit: the event loop first handles every socket that is ready, then the
 * commit that the first of them has queued. Replies to reads wait too, for they may have seen those
 * changes.
 *
 * <p>All methods run on the one event loop thread.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int COMMITS_PER_HOUSEKEEPING = 256;
  private static final int WANTED_FILL_PERCENT = 50;
  private static final int REWRITTEN_BYTES = 4 << 20;

  private final MVStore store;
  private final ChannelGroup listenerAndConnections;
  private final List<ChannelHandlerContext> waiting = new ArrayList<>();
  private int commits;

  GroupCommit(MVStore store, ChannelGroup listenerAndConnections) {
    this.store = store;
    this.listenerAndConnections = listenerAndConnections;
  }

  void flush(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      if (!store.hasUnsavedChanges()) {
        context.flush();
        return;
      }
      context.executor().execute(this::commit);
    }
    waiting.add(context);
  }

  private void commit() {
    var replies = List.copyOf(waiting);
    waiting.clear();
    try {
      store.commit();
      keepHouse();
      store.sync();
    } catch (RuntimeException | Error e) {
      // Whatever it is: what is not on disk is not answered.
      LOG.error("cannot write the data file; closing: free some space and start again", e);
      var unused = listenerAndConnections.close();
      return;
    }
    replies.forEach(ChannelHandlerContext::flush);
  }

  /** Without H2's background thread nobody else rewrites chunks that are mostly dead. */
  private void keepHouse() {
    commits++;
    if (commits % COMMITS_PER_HOUSEKEEPING == 0
        && store.compact(WANTED_FILL_PERCENT, REWRITTEN_BYTES)) {
      store.commit();
    }
  }
}
