package io.laurel.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/** Stands next to the socket and hands every flush to the {@link GroupCommit}. */
final class CommitBeforeReply extends ChannelOutboundHandlerAdapter {
  private final GroupCommit commit;

  CommitBeforeReply(GroupCommit commit) {
    this.commit = commit;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    commit.flush(context);
  }
}
