package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

/** What the contract's {@code webhooks} say of messages on the bus. */
public final class PublishedMessages {
  private static final JsonObject DOCUMENT = Contract.load().document();

  private PublishedMessages() {}

  /** Fails unless the contract describes messages at that address, and this one is such. */
  public static void assertAsDescribed(String address, JsonObject message) {
    JsonObject webhook = DOCUMENT.getJsonObject("webhooks").getJsonObject(address);
    assertThat(webhook).as("webhooks of the contract: %s", address).isNotNull();
    JsonObject schema =
        webhook
            .getJsonObject("post")
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema");
    assertThat(new MessageSchema(new References(DOCUMENT).inline(schema)).check(message))
        .isEqualTo(message);
  }
}
