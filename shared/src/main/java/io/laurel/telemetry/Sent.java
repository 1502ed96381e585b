package io.laurel.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is sent out of the house, long after what caused it perhaps: part of that one's
 * trace, or of one of its own. Nothing where nothing is traced.
 */
public final class Sent {
  private static final Sent UNTRACED = new Sent(null);
  private static final String TRACEPARENT = "traceparent";

  private static final TextMapGetter<String> PARENT =
      new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // Nobody asks any more, and yet it has to be there.
        public Iterable<String> keys(String parent) {
          return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String parent, String key) {
          return key.equals(TRACEPARENT) ? parent : null;
        }
      };

  private final @Nullable Span span;

  private Sent(@Nullable Span span) {
    this.span = span;
  }

  /**
   * Begins it.
   *
   * @param what one of few names
   * @param cause as {@link Traces#currentParent()} gave it then; null for none
   */
  public static Sent begin(String what, @Nullable String cause) {
    ContextInternal context = ContextInternal.current();
    if (context == null || !(context.tracer() instanceof DiscreetTracer tracer)) {
      return UNTRACED;
    }
    Context parent =
        cause == null
            ? Context.root()
            : W3CTraceContextPropagator.getInstance().extract(Context.root(), cause, PARENT);
    return new Sent(
        tracer
            .tracer()
            .spanBuilder(what)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .startSpan());
  }

  /** What the receiver is told, as W3C Trace Context has it; null where nothing is traced. */
  public @Nullable String traceparent() {
    return span == null ? null : Traces.parent(span.getSpanContext());
  }

  /** Ends it; {@code error} is one of few words, null where it was taken. */
  public void end(@Nullable String error) {
    if (span == null) {
      return;
    }
    if (error != null) {
      span.setAttribute("error.type", error);
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
