package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.laurel.embedded.StrangerBounds.Places;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StrangerBoundsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Places places = new Places();

  private EmbeddedChannel connect() {
    var channel = new EmbeddedChannel(new StrangerBounds(places));
    channel.freezeTime();
    return channel;
  }

  private static boolean isOpenAfter(EmbeddedChannel channel, Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    return channel.isOpen();
  }

  private static void send(EmbeddedChannel channel, int bytes) {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
  }

  private static void greet(EmbeddedChannel channel) {
    var bounds = channel.pipeline().context(StrangerBounds.class);
    ((StrangerBounds) bounds.handler()).greeted(bounds);
  }

  @Test
  void bytes_upToTheBound_passed() {
    EmbeddedChannel channel = connect();

    send(channel, StrangerBounds.MAX_BYTES);

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.inboundMessages()).hasSize(1);
  }

  @Test
  void bytes_oneMore_closed() {
    EmbeddedChannel channel = connect();

    send(channel, StrangerBounds.MAX_BYTES);
    send(channel, 1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.inboundMessages()).hasSize(1);
  }

  @Test
  void bytes_afterEachGreeting_countAnew() {
    EmbeddedChannel channel = connect();

    for (int i = 0; i < 3; i++) {
      send(channel, StrangerBounds.MAX_BYTES);
      greet(channel);
    }

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void silence_withoutGreeting_closed() {
    EmbeddedChannel channel = connect();

    assertThat(isOpenAfter(channel, StrangerBounds.MAX_UNTIL_GREETING.minus(SHORT))).isTrue();
    send(channel, 1);
    assertThat(isOpenAfter(channel, SHORT)).isFalse();
  }

  /** So a driver's monitoring connection lives. */
  @Test
  void greetings_oneAfterAnother_stay() {
    EmbeddedChannel channel = connect();

    for (int i = 0; i < 3; i++) {
      greet(channel);
      assertThat(isOpenAfter(channel, StrangerBounds.MAX_BETWEEN_GREETINGS.minus(SHORT))).isTrue();
    }
    assertThat(isOpenAfter(channel, SHORT)).isFalse();
  }

  @Test
  void gate_greetingPasses_boundsHear() {
    var bounds = new StrangerBounds(places);
    var channel = new EmbeddedChannel(bounds, new PasswordGate(Credentials.make(), bounds));
    channel.freezeTime();
    var hello = new MongoMessage(channel, new MessageHeader(0, 1), new Document("hello", 1));

    channel.pipeline().context(bounds).fireChannelRead(hello);

    assertThat(channel.<MongoMessage>readInbound()).isSameAs(hello);
    assertThat(isOpenAfter(channel, StrangerBounds.MAX_UNTIL_GREETING)).isTrue();
  }

  @Test
  void signedIn_neitherTimedNorCounted() {
    EmbeddedChannel channel = connect();
    channel.pipeline().remove(StrangerBounds.class);

    send(channel, 2 * StrangerBounds.MAX_BYTES);

    assertThat(isOpenAfter(channel, StrangerBounds.MAX_BETWEEN_GREETINGS.multipliedBy(2))).isTrue();
  }

  @Test
  void places_allTaken_newestCloses() {
    List<EmbeddedChannel> strangers =
        new ArrayList<>(Stream.generate(this::connect).limit(Places.MAX).toList());

    assertThat(connect().isOpen()).isFalse();
    assertThat(strangers).allMatch(EmbeddedChannel::isOpen);
  }

  @Test
  void places_ofWhoSignedInOrLeft_freeAgain() {
    List<EmbeddedChannel> strangers = Stream.generate(this::connect).limit(Places.MAX).toList();

    strangers.get(0).pipeline().remove(StrangerBounds.class);
    strangers.get(1).close().syncUninterruptibly();

    assertThat(Stream.generate(this::connect).limit(3).map(EmbeddedChannel::isOpen))
        .containsExactly(true, true, false);
  }
}
