package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemResolverTest {
  private final Vertx vertx = Vertx.vertx();
  private final SystemResolver resolver = new SystemResolver(vertx);

  @AfterEach
  void close() {
    resolver.close().await();
    vertx.close().await();
  }

  @Test
  void resolve_nameOfTheHostsFile_itsAddresses() {
    assertThat(resolver.resolve("localhost").await())
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
    assertThat(resolver.resolve("localhost").await()).as("again").isNotEmpty();
  }

  @Test
  void resolve_noName_fails() {
    assertThatThrownBy(() -> resolver.resolve("a..b").await())
        .isInstanceOf(UnknownHostException.class);
  }
}
