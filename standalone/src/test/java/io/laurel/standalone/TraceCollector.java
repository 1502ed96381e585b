package io.laurel.standalone;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where processes send their traces: takes OTLP over HTTP on loopback, as a collector does, and
 * reads as much of it as a test has to know.
 */
final class TraceCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new ArrayList<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  /**
   * One span.
   *
   * @param service of the process that it comes from
   * @param parentId empty where it is the first
   */
  record Span(
      String service,
      String traceId,
      String id,
      String parentId,
      String name,
      Map<String, String> attributes) {}

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** What a process is told. */
  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    synchronized (this) {
      received.write(body);
      read(UnknownFieldSet.parseFrom(body));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** ExportTraceServiceRequest; numbers as in opentelemetry/proto/trace/v1/trace.proto. */
  private void read(UnknownFieldSet request) throws IOException {
    for (UnknownFieldSet ofResource : messages(request, 1)) {
      String service = "";
      for (UnknownFieldSet resource : messages(ofResource, 1)) {
        service = attributes(resource, 1).getOrDefault("service.name", "");
      }
      for (UnknownFieldSet ofScope : messages(ofResource, 2)) {
        for (UnknownFieldSet span : messages(ofScope, 2)) {
          spans.add(
              new Span(
                  service,
                  hex(span, 1),
                  hex(span, 2),
                  hex(span, 4),
                  text(span, 5),
                  attributes(span, 9)));
        }
      }
    }
  }

  private static Map<String, String> attributes(UnknownFieldSet message, int field)
      throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (UnknownFieldSet attribute : messages(message, field)) {
      for (UnknownFieldSet value : messages(attribute, 2)) {
        attributes.put(text(attribute, 1), text(value, 1));
      }
    }
    return attributes;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
      throws IOException {
    List<UnknownFieldSet> all = new ArrayList<>();
    for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
      all.add(UnknownFieldSet.parseFrom(bytes));
    }
    return all;
  }

  private static String text(UnknownFieldSet message, int field) {
    List<ByteString> values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.get(0).toStringUtf8();
  }

  private static String hex(UnknownFieldSet message, int field) {
    List<ByteString> values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : HexFormat.of().formatHex(values.get(0).toByteArray());
  }

  /** The spans of a trace that have come. */
  synchronized List<Span> of(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  /** All that has come, as text as far as it is text. */
  synchronized String everything() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
