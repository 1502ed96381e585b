package io.laurel.bus;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails each class, of whatever module, during which an operation refused by a code that its
 * contract does not list. JUnit finds it by itself.
 */
public final class UnlistedRefusals implements BeforeAllCallback, AfterAllCallback {
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String message = event.getFormattedMessage();
          if (message.contains(Endpoint.UNLISTED)) {
            told.add(message);
          }
        }
      };

  @Override
  public void beforeAll(ExtensionContext context) {
    if (LoggerFactory.getLogger(Endpoint.class) instanceof Logger logger
        && !logger.isAttached(appender)) {
      appender.start();
      logger.addAppender(appender);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> unlisted = new ArrayList<>();
    for (String next = told.poll(); next != null; next = told.poll()) {
      unlisted.add(next);
    }
    if (!unlisted.isEmpty()) {
      throw new AssertionError("Add it to x-refusals in the contract: " + unlisted);
    }
  }
}
