package io.laurel.contract.client;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * One request of the journey that the README walks.
 *
 * @param title says it in one sentence
 * @param operation its name in the contract; path and body come from there
 * @param token the variable that holds the access token; empty for none
 * @param body members in place of the example's
 * @param headers besides those that follow from the operation
 * @param status expected
 * @param kept variables by the member of the answer that they are taken from
 */
record Step(
    String title,
    String operation,
    String token,
    JsonObject body,
    Map<String, String> headers,
    int status,
    Map<String, String> kept) {
  private static final String PLAYER = "playerToken";
  private static final String ADMIN = "adminToken";
  private static final Map<String, String> KEY = Map.of("Idempotency-Key", "first-try");
  private static final JsonObject AS_WRITTEN = new JsonObject();

  /** From nothing to the first claim. */
  static final List<Step> JOURNEY =
      List.of(
          of("A player opens an account", "auth.register", "", 201)
              .with(
                  new JsonObject()
                      .put("email", "{{playerEmail}}")
                      .put("username", "{{playerName}}")
                      .put("password", "{{playerPassword}}")),
          of("and signs in", "auth.login", "", 200)
              .with(
                  new JsonObject()
                      .put("login", "{{playerName}}")
                      .put("password", "{{playerPassword}}"))
              .keeping(Map.of("accessToken", PLAYER)),
          of("The administrator signs in", "auth.login", "", 200)
              .with(
                  new JsonObject()
                      .put("login", "{{adminName}}")
                      .put("password", "{{adminPassword}}"))
              .keeping(Map.of("accessToken", ADMIN)),
          of("writes an event", "event.create", ADMIN, 201).keeping(Map.of("id", "eventId")),
          of("with a limited reward", "reward.create", ADMIN, 201)
              .keeping(Map.of("id", "rewardId")),
          of("and publishes it", "event.setState", ADMIN, 200)
              .with(new JsonObject().put("state", "PUBLISHED")),
          of("The player claims; the key makes a repeat safe", "claim.submit", PLAYER, 201)
              .with(KEY)
              .keeping(Map.of("id", "claimId")),
          of("The same claim again, never a second one", "claim.submit", PLAYER, 201).with(KEY),
          of("Without the key a second claim is refused", "claim.submit", PLAYER, 409),
          of("The player's own claims", "claim.mine", PLAYER, 200),
          of("The one of before", "claim.get", PLAYER, 200));

  private static Step of(String title, String operation, String token, int status) {
    return new Step(title, operation, token, AS_WRITTEN, Map.of(), status, Map.of());
  }

  private Step with(JsonObject members) {
    return new Step(title, operation, token, members, headers, status, kept);
  }

  private Step with(Map<String, String> fields) {
    return new Step(title, operation, token, body, fields, status, kept);
  }

  private Step keeping(Map<String, String> variables) {
    return new Step(title, operation, token, body, headers, status, variables);
  }
}
