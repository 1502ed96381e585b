package io.laurel.standalone.demo;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.failure.Failure;
import io.laurel.launch.Host;
import io.laurel.standalone.demo.DemoClient.Account;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something to look at for whoever starts the first time: staff, players, events, facts, and claims
 * in every status, and thirty days before that. All of it is made by the operations that any client
 * has, so that nothing is there that could not have happened. What was begun is gone on with.
 */
public final class Demo {
  private static final String ADMIN = "admin";

  /** Whose passwords are told. The others are made for the story only. */
  private static final List<String> TOLD = List.of("operator", "auditor", "mina");

  private static final String GAME =
      "demo       rewards reach a game inside this process, at the bus address "
          + DemoGame.ADDRESS
          + "; see /deliveries";

  private static final String PAST =
      "demo       thirty days before today are filled in behind what is served; the log says how far";

  private final Supplier<String> passwords;
  private final Notebook notebook;
  private final List<String> lines = new ArrayList<>();
  private @Nullable Progress progress;

  /** Makes nothing yet; {@code passwords} gives a new one each time. */
  public Demo(Supplier<String> passwords, Notebook notebook) {
    this.passwords = passwords;
    this.notebook = notebook;
  }

  /**
   * Fills the database of a system that serves, but for the past; see {@link #goOn}. Fails with
   * {@link ConfigException} where somebody else has filled it: where the first administrator's
   * password is not known any more, or there are events or other accounts.
   */
  public Future<Void> play(Host host) {
    DemoClient client = new DemoClient(host);
    return Progress.of(host.vertx(), notebook)
        .compose(
            noted -> {
              progress = noted;
              return noted.isStoryTold() ? Future.succeededFuture() : tell(host, client, noted);
            })
        .compose(told -> DemoGame.open(host.vertx()))
        .onSuccess(open -> say(Objects.requireNonNull(progress)));
  }

  private Future<Void> tell(Host host, DemoClient client, Progress noted) {
    return host.vertx()
        .executeBlocking(() -> Story.script("story.json"))
        .compose(
            script ->
                admin(client, host.settings())
                    .compose(
                        admin ->
                            noted.isNew()
                                ? checkEmpty(client, admin)
                                    .compose(
                                        empty ->
                                            noted.begin(
                                                Instants.now(host.clock()), passwords(script)))
                                    .map(admin)
                                : Future.succeededFuture(admin))
                    .compose(
                        admin -> tell(client, Story.of(script, client, noted.begunAt()), admin)));
  }

  private Future<Void> tell(DemoClient client, Story story, Account admin) {
    story.joins(admin);
    return openStaff(client, admin, story)
        .compose(done -> registerPlayers(client, story))
        .compose(done -> story.tell())
        .compose(done -> noted().storyTold(story.known()));
  }

  private Progress noted() {
    return Objects.requireNonNull(progress, "It was not played");
  }

  /** One for everybody who takes part. */
  private JsonObject passwords(JsonObject script) {
    JsonObject all = new JsonObject();
    Stream.concat(
            script.getJsonArray("staff").stream()
                .map(one -> ((JsonObject) one).getString("username")),
            script.getJsonArray("players").stream().map(String.class::cast))
        .forEach(username -> all.put(username, passwords.get()));
    return all;
  }

  private void say(Progress noted) {
    TOLD.forEach(
        username ->
            noted.password(username).ifPresent(password -> lines.add(line(username, password))));
    lines.add(GAME);
    if (noted.hours() < Past.HOURS) {
      lines.add(PAST);
    }
  }

  /**
   * Once {@link #lines} were read: forgets what must not be said twice, and fills in the past
   * behind what is served. Blocks.
   */
  public void goOn(Host host) {
    Progress noted = noted();
    if (noted.isUntold()) {
      noted.told();
    }
    if (noted.hours() < Past.HOURS) {
      host.vertx().deployVerticle(new PastVerticle(host, noted, Story.script("past.json")));
    }
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
              .put("roles", new JsonArray().add(one.getString("role")))
              .put("Idempotency-Key", "demo-" + one.getString("username"));
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
          done.compose(before -> register(client, account))
              .compose(made -> join(client, account, story));
    }
    return done;
  }

  /** One that is there from before the demo was cut short takes the same password. */
  private static Future<JsonObject> register(DemoClient client, JsonObject account) {
    return client
        .anonymously("auth.register", account)
        .recover(
            cause ->
                Failure.of(cause).status() == Failure.conflict("", "").status()
                    ? Future.succeededFuture(account)
                    : Future.failedFuture(cause));
  }

  private JsonObject account(String username) {
    return new JsonObject()
        .put("email", username + "@demo.invalid")
        .put("username", username)
        .put("password", noted().password(username).orElseThrow());
  }

  private static Future<Void> join(DemoClient client, JsonObject account, Story story) {
    return client
        .signIn(account.getString("username"), account.getString("password"))
        .map(
            signedIn -> {
              story.joins(signedIn);
              return null;
            });
  }

  private static String line(String username, String password) {
    return String.format(
        Locale.ROOT, "%-11susername %s, password %s (not shown again)", "demo", username, password);
  }

  private static ConfigException notEmpty() {
    return new ConfigException(
        "--demo fills an empty database, and this one is in use; choose another DATA_DIR, or start"
            + " without --demo");
  }
}
