package io.laurel.mongo;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Commands as parts of the traces that ask for them; costs a look where there are none. Of Vert.x's
 * inside, as the clients of other databases do it: this one's is not traced by itself. A span says
 * which command met which collection, and nothing of what it asked for.
 */
final class CommandTrace {
  private static final Span NONE = cause -> {};

  private final String database;

  /** A command under way. */
  @FunctionalInterface
  interface Span {
    /** Ends it; {@code cause} is null where it is done. */
    void end(@Nullable Throwable cause);
  }

  private record Sent(String database, Command command, String collection) {}

  private static final TagExtractor<Sent> TAGS =
      new TagExtractor<>() {
        @Override
        public int len(Sent sent) {
          return 4;
        }

        @Override
        public String name(Sent sent, int index) {
          return switch (index) {
            case 0 -> "db.system.name";
            case 1 -> "db.namespace";
            case 2 -> "db.operation.name";
            default -> "db.collection.name";
          };
        }

        @Override
        public String value(Sent sent, int index) {
          return switch (index) {
            case 0 -> "mongodb";
            case 1 -> sent.database();
            case 2 -> sent.command().label();
            default -> sent.collection();
          };
        }
      };

  CommandTrace(String database) {
    this.database = database;
  }

  /** Begins a command, if the work that asks for it is traced. */
  Span begin(Command command, String collection) {
    return Vertx.currentContext() instanceof ContextInternal context && context.tracer() != null
        ? begin(context, context.tracer(), new Sent(database, command, collection))
        : NONE;
  }

  @SuppressWarnings("unchecked") // What a tracer takes back is what it gave.
  private static Span begin(ContextInternal context, VertxTracer<?, ?> tracer, Sent sent) {
    VertxTracer<?, @Nullable Object> own = (VertxTracer<?, @Nullable Object>) tracer;
    Object span =
        own.sendRequest(
            context,
            SpanKind.RPC,
            TracingPolicy.PROPAGATE,
            sent,
            sent.command().label() + " " + sent.collection(),
            (name, value) -> {},
            TAGS);
    return span == null
        ? NONE
        : cause -> own.receiveResponse(context, null, span, cause, TagExtractor.empty());
  }
}
