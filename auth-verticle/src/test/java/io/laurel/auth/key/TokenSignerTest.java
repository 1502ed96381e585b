package io.laurel.auth.key;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestKeys;
import io.laurel.config.ConfigException;
import io.laurel.id.Ids;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyDirectory;
import io.laurel.security.KeyRing;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenSignerTest {
  private static final KeyPair OLD = TestKeys.pair(2_048);
  private static final KeyPair NEW = TestKeys.pair(2_048);

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  private final Principal ada =
      new Principal(
          "usr_1", "Ada", "ses_1", Set.of(Role.USER, Role.OPERATOR), 7, now.plusSeconds(900));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void sign_anyPrincipal_verifiesToTheSame() {
    TestKeys.writePrivate(OLD, directory.resolve("1.pem"));

    String token = signer().sign(ada, now).await();

    assertThat(verifier().verify(token).await()).isEqualTo(ada);
  }

  @Test
  void sign_anyPrincipal_headerAndClaimsOfRfc9068() {
    TestKeys.writePrivate(OLD, directory.resolve("1.pem"));

    String[] parts = signer().sign(ada, now).await().split("\\.", -1);

    assertThat(decoded(parts[0]))
        .isEqualTo(
            new JsonObject()
                .put("alg", "RS256")
                .put("typ", "at+jwt")
                .put("kid", keys().get(0).id()));
    JsonObject claims = decoded(parts[1]);
    assertThat((String) claims.remove("jti")).startsWith("jti_");
    assertThat(claims)
        .isEqualTo(
            new JsonObject()
                .put("iss", "laurel")
                .put("aud", "laurel-api")
                .put("sub", "usr_1")
                .put("sid", "ses_1")
                .put("username", "Ada")
                .put("roles", new JsonArray().add("USER").add("OPERATOR"))
                .put("epoch", 7)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 900));
  }

  @Test
  void sign_severalKeys_byTheNewestPrivateOne() {
    TestKeys.writePrivate(OLD, directory.resolve("1.pem"));
    TestKeys.writePrivate(NEW, directory.resolve("2.pem"));
    TestKeys.writePublic(TestKeys.pair(2_048), directory.resolve("3.pem"));

    String token = signer().sign(ada, now).await();

    assertThat(decoded(token.split("\\.", -1)[0]).getString("kid")).isEqualTo(keys().get(1).id());
    assertThat(verifier().verify(token).await()).isEqualTo(ada);
  }

  @Test
  void sign_byAKeyTheVerifierDoesNotHold_unauthorized() {
    TestKeys.writePrivate(OLD, directory.resolve("1.pem"));
    String token = signer().sign(ada, now).await();
    TestKeys.writePrivate(NEW, directory.resolve("1.pem"));

    assertThat(codeOf(verifier().verify(token))).isEqualTo("unauthorized");
  }

  @Test
  void sign_expired_unauthorized() {
    TestKeys.writePrivate(OLD, directory.resolve("1.pem"));
    String token = signer().sign(ada, now).await();
    clock.advance(Duration.ofMinutes(15));

    assertThat(codeOf(verifier().verify(token))).isEqualTo("unauthorized");
  }

  @Test
  void new_publicKeysOnly_configException() {
    TestKeys.writePublic(OLD, directory.resolve("1.pem"));

    assertThatThrownBy(this::signer)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AUTH_SIGNING_KEYS");
  }

  private TokenSigner signer() {
    return new TokenSigner(vertx, KeyRing.of(keys()), config(), Ids.by(clock));
  }

  private JwtVerifier verifier() {
    return new JwtVerifier(vertx, KeyRing.of(keys()), config(), clock);
  }

  private List<TokenKey> keys() {
    return KeyDirectory.load(vertx, directory).await();
  }

  private SecurityConfig config() {
    return new SecurityConfig(
        directory,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        "laurel",
        "laurel-api",
        Duration.ofMinutes(1),
        100);
  }

  private static JsonObject decoded(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
