package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.credential.CredentialCheck;
import io.laurel.auth.credential.Credentials;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.PasswordConfig.Queues;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.throttle.Device;
import io.laurel.auth.throttle.Throttles;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sec-05: whoever has passwords hashed, a known device does not wait for it. */
@Timeout(60)
final class FloodTest {
  private static final String PASSWORD = "correct-horse-battery";
  private static final Origin HOME = new Origin("203.0.113.7", "Firefox");

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final Passwords passwords =
      Passwords.open(
              vertx, new PasswordConfig(1, new Queues(60, 60, 30), Duration.ofSeconds(50), 14))
          .await();
  private final UserService users = Users.service(vertx, store, passwords, clock);
  private final CredentialCheck credentials =
      Credentials.of(
          store,
          passwords,
          Throttles.knowing(
              vertx,
              clock,
              (user, device) -> user.equals("usr_ada") && device.equals(Device.of(HOME))));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Future<Reply> register(int number, Origin origin) {
    JsonObject message =
        new JsonObject()
            .put("email", "z" + number + "@example.com")
            .put("username", "z" + number)
            .put("password", PASSWORD);
    return users.register(new Call("auth.register", Principal.ANONYMOUS, message, "req", origin));
  }

  private static Origin elsewhere(int number) {
    return new Origin("198.51.100." + number, "curl/8");
  }

  private <T> void assertKnownDeviceIsNext(IntFunction<Future<T>> flood) {
    String hash = passwords.hash(PASSWORD, Seat.OWN).await();
    store.add(Users.withHash(Users.aUser("ada"), hash), null).await();
    List<Future<T>> others = IntStream.range(0, 200).mapToObj(flood).toList();

    User ada = credentials.prove("ada", PASSWORD, HOME).await();

    assertThat(ada.id()).isEqualTo("usr_ada");
    assertThat(others).filteredOn(Future::succeeded).hasSizeLessThan(8);
    assertThat(others).filteredOn(other -> !other.isComplete()).hasSizeGreaterThan(10);
  }

  @Test
  void prove_registrationsFromTheSameAddress_next() {
    assertKnownDeviceIsNext(i -> register(i, HOME));
  }

  @Test
  void prove_registrationsFromManyAddresses_next() {
    assertKnownDeviceIsNext(i -> register(i, elsewhere(i)));
  }

  @Test
  void prove_signInsFromManyAddresses_next() {
    assertKnownDeviceIsNext(i -> credentials.prove("nobody" + i, PASSWORD, elsewhere(i)));
  }

  @Test
  void register_moreOfOneAddressThanMayWait_refusedAtOnceAndOthersOpened() {
    List<Future<Reply>> flood = IntStream.range(0, 200).mapToObj(i -> register(i, HOME)).toList();
    Future<Reply> other = register(999, elsewhere(1));

    assertThat(flood).filteredOn(Future::failed).hasSize(200 - 31);
    assertThat(flood)
        .filteredOn(Future::failed)
        .extracting(refused -> ((Failure) refused.cause()).code())
        .containsOnly("unavailable");
    assertThat(other.await().body().getString("username")).isEqualTo("z999");
    assertThat(flood).as("owners take turns").filteredOn(Future::succeeded).hasSizeLessThan(8);
  }
}
