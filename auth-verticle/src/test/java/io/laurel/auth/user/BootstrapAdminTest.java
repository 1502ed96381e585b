package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.credential.CredentialCheck;
import io.laurel.auth.credential.Credentials;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.bus.Origin;
import io.laurel.config.ConfigException;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BootstrapAdminTest {
  private static final String SECRET = "correct-horse-battery";

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final AuditStore audit = new InMemoryAuditStore();
  private final InMemoryUserStore store = new InMemoryUserStore(audit);
  private final Passwords passwords =
      Passwords.open(
              vertx,
              new PasswordConfig(2, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private final UserService users = Users.service(vertx, store, passwords, clock);
  private final CredentialCheck credentials = Credentials.of(vertx, store, passwords, clock);
  private final BootstrapAdmin bootstrap = new BootstrapAdmin(store, users, Ids.by(clock), clock);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void ensure_noAdmin_makesOneThatCanSignIn() {
    bootstrap.ensure(SECRET).await();

    User admin = credentials.prove("admin", SECRET, Origin.UNKNOWN).await();
    assertThat(admin.email()).isEqualTo("admin@laurel.invalid");
    assertThat(admin.roles()).containsExactly(Role.ADMIN);
  }

  @Test
  void ensure_noAdmin_entryBySystem() {
    bootstrap.ensure(SECRET).await();

    String id = store.byUsername("admin").await().id();
    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.actor()).isEqualTo("system");
    assertThat(entry.target()).isEqualTo(id);
    assertThat(entry.after())
        .isEqualTo(new JsonObject().put("roles", new JsonArray().add("ADMIN")));
  }

  @Test
  void ensure_noSecret_makesNone() {
    bootstrap.ensure(null).await();

    assertThat(store.anyWith(Role.ADMIN).await()).isFalse();
  }

  @Test
  void ensure_anotherAdminExists_makesNone() {
    store.add(Users.with(Users.aUser("root"), Role.ADMIN), null).await();

    bootstrap.ensure(SECRET).await();

    assertThat(store.byUsername("admin").await()).isNull();
  }

  @Test
  void ensure_again_keepsTheFirstPassword() {
    bootstrap.ensure(SECRET).await();

    bootstrap.ensure("another-" + SECRET).await();

    assertThat(credentials.prove("admin", SECRET, Origin.UNKNOWN).await().username())
        .isEqualTo("admin");
  }

  @Test
  void ensure_twoAtOnce_bothSucceed() {
    Future.all(bootstrap.ensure(SECRET), bootstrap.ensure(SECRET)).await();

    assertThat(credentials.prove("admin", SECRET, Origin.UNKNOWN).await().roles())
        .containsExactly(Role.ADMIN);
  }

  @Test
  void ensure_nameBelongsToNoAdmin_configException() {
    store.add(Users.aUser("admin"), null).await();
    Future<Void> ensured = bootstrap.ensure(SECRET);

    assertThatThrownBy(ensured::await)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("BOOTSTRAP_ADMIN_PASSWORD");
  }
}
