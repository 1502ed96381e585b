package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class QuietFailuresTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(QuietFailures.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new QuietFailures());

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
  }

  @Test
  void failure_connectionReset_closedWithoutAWarning() {
    channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
  }

  @Test
  void failure_noMessageOfTheProtocol_oneLineWithoutAStack() {
    channel.pipeline().fireExceptionCaught(new IllegalStateException("unsupported opcode"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.list)
        .singleElement()
        .matches(event -> event.getThrowableProxy() == null)
        .matches(event -> !event.getFormattedMessage().contains("\n"));
  }

  @Test
  void failure_anIoException_closedWithoutAWarning() {
    channel.pipeline().fireExceptionCaught(new IOException("Broken pipe"));

    assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
  }
}
