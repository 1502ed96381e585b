package io.laurel.embedded;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets no reply leave before the changes it may report are on disk. The commands that arrive
 * together share one commit: the event loop first handles every socket that is ready, then the
 * commit that the first of them has queued. Replies to reads wait too, for they may have seen those
 * changes.
 *
 * <p>All methods run on the one event loop thread.
 */
final class GroupCommit {
  private final StoreFile file;
  private final Breakage breakage;
  private final List<ChannelHandlerContext> waiting = new ArrayList<>();

  GroupCommit(StoreFile file, Breakage breakage) {
    this.file = file;
    this.breakage = breakage;
  }

  void flush(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      if (!file.store().hasUnsavedChanges()) {
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
      file.commit();
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it is: what is not on disk is not answered.
      breakage.because(e);
      return;
    }
    replies.forEach(ChannelHandlerContext::flush);
  }

  /** The journal's end, which no reply waits for. */
  void syncJournal() {
    try {
      file.syncJournal();
    } catch (IOException | RuntimeException e) {
      breakage.because(e);
    }
  }
}
