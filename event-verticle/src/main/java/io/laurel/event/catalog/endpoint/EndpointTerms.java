package io.laurel.event.catalog.endpoint;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.catalog.edit.MergePatch;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator writes of an endpoint.
 *
 * @param url of a {@link Channel#WEBHOOK}; null on the bus
 * @param address of a {@link Channel#BUS} endpoint; null of a webhook
 * @param concurrency how many deliveries may be under way at a time, from 1 to 100
 * @param enabled whether it gets anything
 */
public record EndpointTerms(
    String name,
    Channel channel,
    @Nullable String url,
    @Nullable String address,
    int concurrency,
    boolean enabled) {
  private static final int USUAL_CONCURRENCY = 10;

  /** As sent or patched, defaults filled in. */
  static EndpointTerms of(JsonObject sent) {
    return new EndpointTerms(
        sent.getString("name"),
        Channel.valueOf(sent.getString("channel")),
        sent.getString("url"),
        sent.getString("address"),
        sent.getInteger("concurrency", USUAL_CONCURRENCY),
        sent.getBoolean("enabled", true));
  }

  /** These terms with a JSON merge patch applied. */
  EndpointTerms patched(JsonObject patch) {
    return of(MergePatch.apply(toJson(), patch));
  }

  /** The same, of an endpoint that gets nothing. */
  EndpointTerms disabled() {
    return new EndpointTerms(name, channel, url, address, concurrency, false);
  }

  /** As sent. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("name", name).put("channel", channel.name());
    putPresent(json, "url", url);
    putPresent(json, "address", address);
    return json.put("concurrency", concurrency).put("enabled", enabled);
  }
}
