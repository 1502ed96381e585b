package io.laurel.standalone;

import io.laurel.bus.BusClient;
import io.laurel.bus.Origin;
import io.laurel.bus.RequestId;
import io.laurel.bus.Sender;
import io.laurel.config.Settings;
import io.laurel.failure.Failure;
import io.laurel.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The password of the first ADMIN, made at the first start and told once.
 *
 * <p>It stands in a file of the data directory from before the account is made until after it was
 * told; then the file stays, empty, and says that there is nothing left to tell. A process that
 * dies in between tells it at its next start. Whether the account took it (a database that was
 * there before may have an ADMIN) is asked by signing in, not guessed.
 */
final class FirstAdmin {
  private static final String FILE = "admin-password";
  private static final String USERNAME = "admin";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataDirectory data;
  private final String password;

  private FirstAdmin(DataDirectory data, String password) {
    this.data = data;
    this.password = password;
  }

  /** What there is to tell; an operator who gave a password needs to be told nothing. Blocks. */
  static FirstAdmin of(Settings settings, DataDirectory data) {
    return new FirstAdmin(
        data, settings.has("BOOTSTRAP_ADMIN_PASSWORD") ? "" : data.text(FILE, Secrets::password));
  }

  /** Whether a password waits to be told. */
  boolean pending() {
    return !password.isEmpty();
  }

  String password() {
    return password;
  }

  /**
   * Whether the account of that name takes it. An account that refuses it was there before: then
   * there is nothing to tell, ever.
   */
  Future<Boolean> works(Host host) {
    if (!pending()) {
      return Future.succeededFuture(false);
    }
    JsonObject credentials = new JsonObject().put("login", USERNAME).put("password", password);
    return new BusClient(host.vertx(), PATIENCE)
        .request(
            host.contract().operation("auth.login"),
            credentials,
            new Sender(null, RequestId.orNew(null), Origin.UNKNOWN))
        .map(true)
        .recover(
            cause ->
                Failure.of(cause).status() == Failure.unauthorized().status()
                    ? host.vertx().executeBlocking(this::told).map(false)
                    : Future.succeededFuture(false));
  }

  String line() {
    return "admin      username " + USERNAME + ", password " + password + " (not shown again)";
  }

  /** Forgets it. Blocks. */
  Void told() {
    data.write(FILE, "");
    return null;
  }
}
