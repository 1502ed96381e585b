package io.laurel.gateway;

import io.laurel.contract.Operation;
import io.laurel.contract.Parameter;
import io.laurel.contract.Parameter.Place;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the flat message of one operation out of path, query, headers and body. Says only what HTTP
 * alone can get wrong; types and rules are the schema's.
 */
final class RequestReader {
  private static final String MALFORMED = "is not percent-encoded UTF-8";
  private static final String REPEATED = "must not be repeated";
  private static final String UNKNOWN = "is unknown";

  /** A longer body is parsed on a worker: other requests should not wait for it. */
  private static final int MAX_PARSED_AT_ONCE = 32 * 1024;

  private final Vertx vertx;
  private final Operation operation;
  private final Map<String, Parameter> parameters = new HashMap<>();
  private final List<String> template;

  RequestReader(Vertx vertx, Operation operation) {
    this.vertx = vertx;
    this.operation = operation;
    this.template = Arrays.asList(operation.path().split("/", -1));
    operation.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
  }

  /**
   * The message of a request whose body is of the operation's type. Fails with {@code
   * malformed-json} or {@code invalid-request}.
   */
  Future<JsonObject> read(HttpServerRequest request, Buffer body) {
    if (body.length() == 0) {
      return Future.succeededFuture(message(request, null));
    }
    if (operation.body() == null) {
      return Failure.invalidRequest("", "must be empty: this operation takes no body").asFuture();
    }
    Future<JsonObject> parsed =
        body.length() > MAX_PARSED_AT_ONCE
            ? vertx.executeBlocking(() -> JsonBody.parse(body), false)
            : Future.succeededFuture(body).map(JsonBody::parse);
    return parsed.map(json -> message(request, json));
  }

  private JsonObject message(HttpServerRequest request, @Nullable JsonObject body) {
    FlatMessage message = new FlatMessage();
    if (body != null) {
      readBody(body, message);
    }
    readPath(request.path(), message);
    readQuery(request.query(), message);
    readHeaders(request.headers(), message);
    return message.complete();
  }

  private void readBody(JsonObject body, FlatMessage message) {
    for (Map.Entry<String, Object> field : body) {
      // In one flat message a body could otherwise speak for the path.
      if (parameters.containsKey(field.getKey())) {
        message.complain(field.getKey(), UNKNOWN);
      } else {
        message.put(field.getKey(), field.getValue());
      }
    }
  }

  private void readPath(String path, FlatMessage message) {
    String[] segments = path.split("/", -1);
    for (Parameter parameter : operation.parameters()) {
      if (parameter.place() == Place.PATH) {
        String text = segments[template.indexOf("{" + parameter.name() + "}")];
        try {
          message.put(parameter.name(), parameter.read(PercentEncoding.segment(text)));
        } catch (IllegalArgumentException e) {
          message.complain(parameter.name(), MALFORMED);
        }
      }
    }
  }

  private void readQuery(@Nullable String query, FlatMessage message) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        readQuery(name, equals < 0 ? "" : pair.substring(equals + 1), message);
      }
    }
  }

  private void readQuery(String rawName, String rawValue, FlatMessage message) {
    try {
      String name = PercentEncoding.query(rawName);
      Parameter parameter = parameters.get(name);
      if (parameter == null || parameter.place() != Place.QUERY) {
        message.complain(name, UNKNOWN);
      } else if (message.has(name)) {
        message.complain(name, REPEATED);
      } else {
        message.put(name, parameter.read(PercentEncoding.query(rawValue)));
      }
    } catch (IllegalArgumentException e) {
      message.complain(rawName, MALFORMED);
    }
  }

  private void readHeaders(MultiMap headers, FlatMessage message) {
    for (Parameter parameter : operation.parameters()) {
      if (parameter.place() == Place.HEADER) {
        List<String> values = headers.getAll(parameter.name());
        if (values.size() > 1 && !parameter.isList()) {
          message.complain(parameter.name(), REPEATED);
        } else if (!values.isEmpty()) {
          message.put(parameter.name(), parameter.read(String.join(", ", values)));
        }
      }
    }
  }
}
