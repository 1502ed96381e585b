package io.laurel.gateway;

import io.laurel.bus.Reply;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.http.Answer;
import io.laurel.http.Preconditions;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes answers: the contract's 2xx, or a problem (RFC 9457). */
final class ResponseWriter {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+)}");

  private ResponseWriter() {}

  /**
   * Writes the one 2xx answer of the contract, or its 304.
   *
   * @throws IllegalStateException where the service gave no body although the contract has one
   */
  static void success(RoutingContext context, Operation operation, Reply reply) {
    Operation.Success success = operation.success();
    HttpServerResponse response = context.response();
    if (success.schema() == null) {
      response.setStatusCode(success.status()).end();
      return;
    }
    JsonObject body = body(reply);
    headers(response, success, reply);
    if (!operation.isSecret()) {
      Answer.mayBeCompressed(response);
    }
    if (success.conditional()
        && Preconditions.isKnown(context.request(), response.headers().get(HttpHeaders.ETAG))) {
      response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
      return;
    }
    response.setStatusCode(success.status()).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    if (operation.isSecret()) {
      Answer.end(context.request(), body.toBuffer());
    } else {
      Answer.endCompressed(context.request(), body.toBuffer());
    }
  }

  /** Sets the headers that the contract names, as far as the answer has them. */
  static void headers(HttpServerResponse response, Operation.Success success, Reply reply) {
    success.headers().forEach((name, template) -> header(response, name, template, reply));
  }

  /**
   * The body of an answer that has one.
   *
   * @throws IllegalStateException where the service gave none
   */
  static JsonObject body(Reply reply) {
    JsonObject body = reply.body();
    if (body == null) {
      throw new IllegalStateException("The service gave no body");
    }
    return body;
  }

  private static void header(
      HttpServerResponse response, String name, @Nullable String template, Reply reply) {
    String value = template == null ? own(reply.headers(), name) : fill(template, body(reply));
    if (value != null) {
      response.putHeader(name, value);
    }
  }

  /** Header names know no case, and the bus keeps whatever case the service wrote. */
  private static @Nullable String own(Map<String, String> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** The template with fields of the answer; null where one is absent. */
  private static @Nullable String fill(String template, JsonObject body) {
    Matcher field = FIELD.matcher(template);
    StringBuilder value = new StringBuilder();
    while (field.find()) {
      Object part = body.getValue(field.group(1));
      if (part == null) {
        return null;
      }
      field.appendReplacement(value, Matcher.quoteReplacement(part.toString()));
    }
    return field.appendTail(value).toString();
  }

  /** Writes a problem; nothing where the client is gone or has an answer. */
  static void problem(HttpServerRequest request, Failure failure, JsonObject problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (failure.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
      response.putHeader(HttpHeaderNames.WWW_AUTHENTICATE, BearerToken.challenge(request, failure));
    }
    Duration retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      response.putHeader(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    Answer.refuse(request, failure, problem);
  }

  /** Writes an answer without a body. */
  static void empty(RoutingContext context) {
    context.response().setStatusCode(HttpResponseStatus.NO_CONTENT.code()).end();
  }
}
