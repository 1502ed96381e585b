package io.laurel.standalone.demo;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.failure.Failure;
import io.laurel.launch.Host;
import io.laurel.standalone.demo.DemoClient.Account;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Something to look at for whoever starts the first time: staff, players, events, facts, and claims
 * in every status. All of it is made by the operations that any client has, so that nothing is
 * there that could not have happened.
 */
public final class Demo {
  private static final String ADMIN = "admin";

  /** Whose passwords are told. The others are made for the story only. */
  private static final List<String> TOLD = List.of("operator", "auditor", "mina");

  private static final String GAME =
      "demo       rewards reach a game inside this process, at the bus address "
          + DemoGame.ADDRESS
          + "; see /deliveries";

  private final Supplier<String> passwords;
  private final List<String> lines = new ArrayList<>();

  /** Makes nothing yet; {@code passwords} gives a new one each time. */
  public Demo(Supplier<String> passwords) {
    this.passwords = passwords;
  }

  /**
   * Fills the database of a system that serves. Fails with {@link ConfigException} where it is not
   * empty: where the first administrator's password is not known any more, or there are events or
   * other accounts.
   */
  public Future<Void> play(Host host) {
    DemoClient client = new DemoClient(host);
    return host.vertx()
        .executeBlocking(() -> Story.load(client, host.clock()))
        .compose(
            story ->
                admin(client, host.settings())
                    .compose(admin -> checkEmpty(client, admin))
                    .onSuccess(story::joins)
                    .compose(admin -> openStaff(client, admin, story))
                    .compose(done -> registerPlayers(client, story))
                    .compose(done -> DemoGame.open(host.vertx()))
                    .compose(done -> story.tell()))
        .onSuccess(told -> lines.add(GAME));
  }

  /** Who can sign in, and where rewards go; for the operator to read once. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private static Future<Account> admin(DemoClient client, Settings settings) {
    if (!settings.has("BOOTSTRAP_ADMIN_PASSWORD")) {
      throw notEmpty();
    }
    return client
        .signIn(ADMIN, settings.text("BOOTSTRAP_ADMIN_PASSWORD"))
        .recover(
            cause ->
                Failure.of(cause).status() == Failure.unauthorized().status()
                    ? Future.failedFuture(notEmpty())
                    : Future.failedFuture(cause));
  }

  private static Future<Account> checkEmpty(DemoClient client, Account admin) {
    JsonObject two = new JsonObject().put("limit", 2);
    return Future.all(
            client.as(admin, "event.list", two.copy()), client.as(admin, "user.list", two.copy()))
        .map(
            lists -> {
              int others = items(lists.resultAt(1)) - 1;
              if (items(lists.resultAt(0)) + others > 0) {
                throw notEmpty();
              }
              return admin;
            });
  }

  private static int items(JsonObject list) {
    return list.getJsonArray("items").size();
  }

  private Future<Void> openStaff(DemoClient client, Account admin, Story story) {
    Future<Void> done = Future.succeededFuture();
    for (JsonObject one : story.staff().toList()) {
      JsonObject account =
          account(one.getString("username"))
              .put("roles", new JsonArray().add(one.getString("role")));
      done =
          done.compose(before -> client.as(admin, "user.create", account))
              .compose(made -> join(client, account, story));
    }
    return done;
  }

  private Future<Void> registerPlayers(DemoClient client, Story story) {
    Future<Void> done = Future.succeededFuture();
    for (String username : story.players().toList()) {
      JsonObject account = account(username);
      done =
          done.compose(before -> client.anonymously("auth.register", account))
              .compose(made -> join(client, account, story));
    }
    return done;
  }

  private JsonObject account(String username) {
    return new JsonObject()
        .put("email", username + "@demo.invalid")
        .put("username", username)
        .put("password", passwords.get());
  }

  private Future<Void> join(DemoClient client, JsonObject account, Story story) {
    return client
        .signIn(account.getString("username"), account.getString("password"))
        .map(
            signedIn -> {
              story.joins(signedIn);
              if (TOLD.contains(signedIn.username())) {
                lines.add(line(signedIn));
              }
              return null;
            });
  }

  private static String line(Account account) {
    return String.format(
        Locale.ROOT,
        "%-11susername %s, password %s (not shown again)",
        "demo",
        account.username(),
        account.password());
  }

  private static ConfigException notEmpty() {
    return new ConfigException(
        "--demo fills an empty database, and this one is in use; choose another DATA_DIR, or start"
            + " without --demo");
  }
}
