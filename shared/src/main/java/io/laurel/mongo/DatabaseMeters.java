package io.laurel.mongo;

import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionClosedEvent;
import com.mongodb.event.ConnectionCreatedEvent;
import com.mongodb.event.ConnectionPoolListener;
import io.laurel.telemetry.CallTimers;
import io.laurel.telemetry.Label;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** How a process does with one of its databases: its connections, and how long commands take. */
public final class DatabaseMeters {
  private static final CallTimers.Kind<Became> COMMANDS =
      new CallTimers.Kind<>(
          "laurel_database_command_duration",
          "Commands to the database, from the moment one is asked for to its answer",
          "command",
          "outcome",
          Became.DONE);

  private final MeterRegistry registry;
  private final Tag database;
  private final CallTimers<Became> commands;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger used = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  /** What may come of a command. */
  enum Became implements Label {
    /** It is done. */
    DONE("done"),
    /** It met a duplicate key: part of many decisions, no fault. */
    CONFLICT("conflict"),
    /** It was not answered, or refused. */
    FAILED("failed");

    private final String label;

    Became(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /**
   * Nothing was asked yet.
   *
   * @param database what the process uses it for, which is one of few; not the name that somebody
   *     gave it
   */
  public DatabaseMeters(MeterRegistry registry, String database) {
    this.registry = registry;
    this.database = Tag.of("database", database);
    this.commands = new CallTimers<>(registry, COMMANDS, this.database);
  }

  /** Nobody reads these. */
  static DatabaseMeters unread() {
    return new DatabaseMeters(new CompositeMeterRegistry(), "unread");
  }

  void ended(Command command, Became outcome, long start) {
    commands.of(command.label()).ended(outcome, start);
  }

  /**
   * Measures the connections of a pool.
   *
   * @param limit how many there may be
   */
  ConnectionPoolListener connections(int limit) {
    String connections = "laurel_database_connections";
    String description = "Connections to the database";
    gauge(connections, description, Tag.of("state", "used"), own -> own.used.get());
    gauge(
        connections,
        description,
        Tag.of("state", "idle"),
        own -> Math.max(0, own.open.get() - own.used.get()));
    Gauge.builder("laurel_database_connections_limit", () -> limit)
        .description("Connections to the database that there may be")
        .tags(database.getKey(), database.getValue())
        .register(registry);
    Gauge.builder("laurel_database_connections_awaited", this, own -> own.waiting.get())
        .description("Commands that wait for a connection")
        .tags(database.getKey(), database.getValue())
        .strongReference(true)
        .register(registry);
    return new Pool();
  }

  private void gauge(
      String name, String description, Tag state, ToDoubleFunction<DatabaseMeters> value) {
    Gauge.builder(name, this, value)
        .description(description)
        .tags(List.of(database, state))
        .strongReference(true)
        .register(registry);
  }

  private final class Pool implements ConnectionPoolListener {
    @Override
    public void connectionCreated(ConnectionCreatedEvent event) {
      open.incrementAndGet();
    }

    @Override
    public void connectionClosed(ConnectionClosedEvent event) {
      open.decrementAndGet();
    }

    @Override
    public void connectionCheckOutStarted(ConnectionCheckOutStartedEvent event) {
      waiting.incrementAndGet();
    }

    @Override
    public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
      waiting.decrementAndGet();
      used.incrementAndGet();
    }

    @Override
    public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
      waiting.decrementAndGet();
    }

    @Override
    public void connectionCheckedIn(ConnectionCheckedInEvent event) {
      used.decrementAndGet();
    }
  }
}
