package io.laurel.auth;

import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.apikey.TestApiKeys;
import io.laurel.auth.lastadmin.GuardedUsers;
import io.laurel.auth.throttle.Throttles;
import io.laurel.auth.user.GuardableUserStore;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.bus.Announcements;
import io.laurel.bus.Call;
import io.laurel.bus.Endpoints;
import io.laurel.bus.Reply;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.feature.Feature;
import io.laurel.feature.Features;
import io.laurel.feature.Site;
import io.laurel.feature.Supplies;
import io.laurel.id.Ids;
import io.laurel.net.SystemTrust;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.RevocationStore;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The features that an auth process starts, with stand-ins for its stores, and called without a
 * bus. Nobody waits for a refusal or for a report of a login.
 */
public final class TestAuth implements Endpoints {
  private static final Contract CONTRACT = Contract.load();
  private static final KeyPair KEY = TestKeys.pair(2_048);

  private final Vertx vertx;
  private final Clock clock;
  private final Settings settings;
  private final KeyRing ring =
      KeyRing.of(
          List.of(
              new TokenKey(
                  "test", (RSAPublicKey) KEY.getPublic(), (RSAPrivateCrtKey) KEY.getPrivate())));
  private final AuditStore audit = new InMemoryAuditStore();
  private final InMemoryUserStore users = new InMemoryUserStore(audit);
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final Map<Class<?>, Object> standIns = new HashMap<>();
  private final Map<String, Function<Call, Future<Reply>>> services = new HashMap<>();

  private TestAuth(Vertx vertx, Clock clock, Map<String, ?> others) {
    this.vertx = vertx;
    this.clock = clock;
    Map<String, Object> values = new HashMap<>();
    values.put("LOGIN_REFUSAL_MS", 0);
    values.put("LOGIN_REPORT_MS", 100);
    values.put("PASSWORD_MAX_WAIT_MS", 60_000);
    values.putAll(others);
    settings = TestSettings.with(values);
  }

  /** With every store in memory but that of sessions, which its own room brings. */
  public static TestAuth inMemory(Vertx vertx, Clock clock) {
    return inMemory(vertx, clock, Map.of());
  }

  /** The same with settings that differ from those of tests. */
  public static TestAuth inMemory(Vertx vertx, Clock clock, Map<String, ?> others) {
    TestAuth auth = new TestAuth(vertx, clock, others);
    auth.with(GuardableUserStore.class, auth.users)
        .with(RevocationStore.class, auth.revocations)
        .with(TrustOptions.class, new SystemTrust());
    return TestApiKeys.addTo(Throttles.addTo(GuardedUsers.addTo(auth)));
  }

  /** The same with that instead of what a feature makes. */
  public <T> TestAuth with(Class<T> type, T standIn) {
    standIns.put(type, standIn);
    return this;
  }

  /** Prepares the features, and has their operations {@link #call}ed from now on. */
  public TestAuth start() {
    Site site =
        new Site(
            vertx,
            settings,
            CONTRACT,
            null,
            audit,
            clock,
            System::nanoTime,
            new SecureRandom(),
            Ids.by(clock),
            new Announcements(vertx),
            new SimpleMeterRegistry(),
            new StandIns());
    List<Feature> features = AuthFeatures.of(site, ring);
    Features.prepare(features).await();
    features.forEach(feature -> feature.serve(this));
    return this;
  }

  private final class StandIns implements Supplies {
    @Override
    public <T> T of(Class<T> type, Supplier<? extends T> own) {
      return type.cast(
          Objects.requireNonNull(standIns.get(type), () -> "Nothing stands in for " + type));
    }
  }

  @Override
  public TestAuth serve(String operationId, Function<Call, Future<Reply>> service) {
    services.put(operationId, service);
    return this;
  }

  /** Calls that operation as if it were admitted. */
  public Future<Reply> call(String operationId, Call call) {
    return services.get(operationId).apply(call);
  }

  /** The accounts. */
  public InMemoryUserStore users() {
    return users;
  }

  /** The revocations. */
  public InMemoryRevocationStore revocations() {
    return revocations;
  }

  /** Verifies what is signed here. */
  public JwtVerifier verifier() {
    return new JwtVerifier(vertx, ring, SecurityConfig.of(settings), clock);
  }
}
