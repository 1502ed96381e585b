package io.laurel.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** The trace that the work of the moment belongs to; where nothing is traced, a look costs. */
public final class Traces {
  private Traces() {}

  /** Its id, as logs have it; null where there is none. */
  public static @Nullable String currentId() {
    Span span = current();
    return span == null ? null : span.getSpanContext().getTraceId();
  }

  /**
   * What has to be kept so that what comes of it later can be part of the same trace, as W3C Trace
   * Context has it; null where there is none.
   */
  public static @Nullable String currentParent() {
    Span span = current();
    return span == null ? null : parent(span.getSpanContext());
  }

  /**
   * Names what is done, which is known only after it has begun.
   *
   * @param operation of the contract
   */
  public static void name(String operation) {
    Span span = current();
    if (span != null) {
      span.updateName(operation);
    }
  }

  private static @Nullable Span current() {
    ContextInternal context = ContextInternal.current();
    if (context == null || !(context.tracer() instanceof DiscreetTracer)) {
      return null;
    }
    Context active = DiscreetTracer.active(context);
    return active == null ? null : Span.fromContextOrNull(active);
  }

  static String parent(SpanContext span) {
    return String.join(
        "-", "00", span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
  }
}
