package io.laurel.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of what Vert.x tells of its servers and its bus. It tells less than it hears: paths,
 * queries and the words of a failure hold ids of players, and whatever else a client wrote.
 */
final class DiscreetTracer implements VertxTracer<DiscreetTracer.Served, DiscreetTracer.Asked> {
  private static final int FIRST_FAULT = 500;
  private static final String OTHER_METHOD = "_OTHER";
  private static final String ADDRESS = "messaging.destination.name";
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /**
   * What is answered here.
   *
   * @param before what the context belonged to
   */
  record Served(Span span, @Nullable Context before) {}

  /** What was asked of somebody else. */
  record Asked(Span span) {}

  DiscreetTracer(OpenTelemetry traced) {
    this.tracer = traced.getTracer("io.laurel");
    this.propagator = traced.getPropagators().getTextMapPropagator();
  }

  /** For what Vert.x does not tell of. */
  Tracer tracer() {
    return tracer;
  }

  /** The trace that the work of this context belongs to; null for none. */
  static @Nullable Context active(ContextInternal context) {
    return Tracing.ACTIVE.get(context);
  }

  @Override
  public <R> @Nullable Served receiveRequest(
      io.vertx.core.Context vertx,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Entry<String, String>> headers,
      TagExtractor<R> tags) {
    if (policy == TracingPolicy.IGNORE) {
      return null;
    }
    ContextInternal context = (ContextInternal) vertx;
    Context before = active(context);
    Context parent =
        propagator.extract(before == null ? Context.root() : before, headers, TraceHeaders.READER);
    if (policy == TracingPolicy.PROPAGATE && !Span.fromContext(parent).getSpanContext().isValid()) {
      return null;
    }
    Span span = begin(parent, SpanKind.SERVER, request, operation, tags);
    Tracing.ACTIVE.put(context, AccessMode.CONCURRENT, parent.with(span));
    return new Served(span, before);
  }

  @Override
  public <R> void sendResponse(
      io.vertx.core.Context vertx,
      @Nullable R response,
      @Nullable Served served,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (served == null) {
      return;
    }
    end(served.span(), response, failure);
    ContextInternal context = (ContextInternal) vertx;
    Context before = served.before();
    if (before == null) {
      Tracing.ACTIVE.remove(context, AccessMode.CONCURRENT);
    } else {
      Tracing.ACTIVE.put(context, AccessMode.CONCURRENT, before);
    }
  }

  @Override
  public <R> @Nullable Asked sendRequest(
      io.vertx.core.Context vertx,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    Context parent = active((ContextInternal) vertx);
    if (policy == TracingPolicy.IGNORE || (parent == null && policy != TracingPolicy.ALWAYS)) {
      return null;
    }
    Context from = parent == null ? Context.root() : parent;
    Span span = begin(from, SpanKind.CLIENT, request, operation, tags);
    propagator.inject(from.with(span), headers, TraceHeaders.WRITER);
    return new Asked(span);
  }

  @Override
  public <R> void receiveResponse(
      io.vertx.core.Context vertx,
      @Nullable R response,
      @Nullable Asked asked,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (asked != null) {
      end(asked.span(), response, failure);
    }
  }

  private <R> Span begin(
      Context parent, SpanKind kind, R request, String operation, TagExtractor<R> tags) {
    Span span =
        tracer
            .spanBuilder(name(request, operation, tags))
            .setParent(parent)
            .setSpanKind(kind)
            .startSpan();
    if (request instanceof HttpRequest http) {
      span.setAttribute("http.request.method", method(http));
    } else {
      for (int i = 0; i < tags.len(request); i++) {
        span.setAttribute(tags.name(request, i), tags.value(request, i));
      }
    }
    return span;
  }

  /** A message by its address: that it is sent is no news. */
  private static <R> String name(R request, String operation, TagExtractor<R> tags) {
    if (request instanceof HttpRequest http) {
      return method(http);
    }
    for (int i = 0; i < tags.len(request); i++) {
      if (tags.name(request, i).equals(ADDRESS)) {
        return tags.value(request, i);
      }
    }
    return operation;
  }

  private static String method(HttpRequest request) {
    return METHODS.contains(request.method()) ? request.method().name() : OTHER_METHOD;
  }

  private static void end(Span span, @Nullable Object response, @Nullable Throwable failure) {
    if (response instanceof HttpResponse http) {
      span.setAttribute("http.response.status_code", http.statusCode());
      if (http.statusCode() >= FIRST_FAULT) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    if (failure != null) {
      span.setAttribute("error.type", type(failure));
      if (isFault(failure)) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    span.end();
  }

  private static boolean isFault(Throwable failure) {
    return !(failure instanceof ReplyException reply)
        || reply.failureType() != ReplyFailure.RECIPIENT_FAILURE
        || reply.failureCode() >= FIRST_FAULT;
  }

  private static String type(Throwable failure) {
    if (failure instanceof ReplyException reply) {
      return reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
          ? Integer.toString(reply.failureCode())
          : reply.failureType().name();
    }
    return failure.getClass().getSimpleName();
  }
}
