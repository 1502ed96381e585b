package io.laurel.embedded;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a connection's bytes go through. The library's own {@code MongoServer} is not used because
 * its pipeline has no place for {@link CommitBeforeReply} and {@link PasswordGate}.
 */
final class Pipeline extends ChannelInitializer<Channel> {
  private static final int JOURNAL_SYNC_MS = 1_000;

  private final IndexedBackend backend;
  private final ChannelGroup channels;
  private final Optional<GroupCommit> commit;
  private final Optional<Credentials> credentials;
  private final StrangerBounds.Places strangers = new StrangerBounds.Places();

  /** For a server that keeps nothing. */
  Pipeline(IndexedBackend backend, ChannelGroup channels) {
    this.backend = backend;
    this.channels = channels;
    this.commit = Optional.empty();
    this.credentials = Optional.empty();
  }

  Pipeline(
      IndexedBackend backend,
      ChannelGroup channels,
      StoreFile file,
      Optional<Credentials> credentials,
      Consumer<EmbeddedMongoException> whenBroken) {
    var breakage = new Breakage(file, channels, whenBroken);
    backend.onBreakage(breakage);
    this.backend = backend;
    this.channels = channels;
    this.commit = Optional.of(new GroupCommit(file, breakage));
    this.credentials = credentials;
  }

  @Override
  protected void initChannel(Channel channel) {
    var pipeline = channel.pipeline();
    commit.ifPresent(group -> pipeline.addLast(new CommitBeforeReply(group)));
    var bounds = new StrangerBounds(strangers);
    credentials.ifPresent(expected -> pipeline.addLast(bounds));
    pipeline
        .addLast(new MongoWireReplyEncoder())
        .addLast(new MongoWireMessageEncoder())
        .addLast(new MongoWireProtocolHandler());
    credentials.ifPresent(expected -> pipeline.addLast(new PasswordGate(expected, bounds)));
    pipeline.addLast(new MongoDatabaseHandler(backend, channels)).addLast(new QuietFailures());
  }

  /** What is to be done besides, on the thread that does everything. */
  void schedule(EventLoop loop) {
    commit.ifPresent(
        group -> {
          var unused =
              loop.scheduleWithFixedDelay(
                  group::syncJournal, JOURNAL_SYNC_MS, JOURNAL_SYNC_MS, TimeUnit.MILLISECONDS);
        });
  }
}
