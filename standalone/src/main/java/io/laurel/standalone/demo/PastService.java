package io.laurel.standalone.demo;

import io.laurel.audit.MongoAuditStore;
import io.laurel.bus.Announcements;
import io.laurel.bus.Call;
import io.laurel.bus.Endpoints;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.RequestId;
import io.laurel.event.EventConfig;
import io.laurel.event.EventFeatures;
import io.laurel.failure.Failure;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.feature.Supplies;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.mongo.DatabaseMeters;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.schedule.Sweeper;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The event service at another time: the same features on the same database, by a clock that is
 * set. To the service beside it, it is one more node. Belongs to one event loop.
 */
final class PastService {
  private static final Duration SWEEP = Duration.ofSeconds(2);

  private final MongoDatabase database;
  private final MongoDatabase audit;
  private final List<Feature> features;
  private final Sweeper sweeper;
  private final Map<String, Function<Call, Future<Reply>>> operations = new HashMap<>();

  /** Whoever calls. */
  record Caller(String id, String username, Role role) {
    private Principal principal() {
      return new Principal(id, username, "ses_demo", Set.of(role), 0, Instant.MAX);
    }
  }

  PastService(Host host, Vertx vertx, Clock clock) {
    EventConfig config = EventConfig.of(host.settings());
    MongoConfig mongo = MongoConfig.of(host.settings());
    // Nothing of it is a measure of how the process does.
    MeterRegistry unread = new SimpleMeterRegistry();
    database =
        MongoDatabase.open(vertx, mongo, config.database(), new DatabaseMeters(unread, "past"));
    audit =
        MongoDatabase.open(
            vertx, mongo, config.auditDatabase(), new DatabaseMeters(unread, "past-audit"));
    Site site =
        new Site(
            vertx,
            host.settings(),
            host.contract(),
            database,
            new MongoAuditStore(audit),
            clock,
            System::nanoTime,
            new SecureRandom(),
            Ids.by(clock),
            new Announcements(vertx),
            unread,
            Supplies.OWN);
    features = EventFeatures.of(site);
    sweeper = new Sweeper(vertx, SWEEP);
    features.forEach(feature -> feature.sweepers(sweeper));
    Endpoints endpoints = new Served();
    features.forEach(feature -> feature.serve(endpoints));
    sweeper.startLater();
  }

  private final class Served implements Endpoints {
    @Override
    public Endpoints serve(String operation, Function<Call, Future<Reply>> service) {
      operations.put(operation, service);
      return this;
    }
  }

  /** What an operation answers. The message is as one that was admitted. */
  Future<JsonObject> call(Caller caller, String operation, JsonObject message) {
    Function<Call, Future<Reply>> service = operations.get(operation);
    if (service == null) {
      throw new IllegalArgumentException("Nobody serves " + operation);
    }
    Call call =
        new Call(operation, caller.principal(), message, RequestId.orNew(null), Origin.UNKNOWN);
    return Future.succeededFuture(call).compose(service).map(Reply::body);
  }

  /** The same where it may be refused; an empty answer says that it was. */
  Future<JsonObject> attempt(Caller caller, String operation, JsonObject message) {
    return call(caller, operation, message)
        .recover(
            cause ->
                cause instanceof Failure failure && !failure.isFault()
                    ? Future.succeededFuture(new JsonObject())
                    : Future.failedFuture(cause));
  }

  /** Ends what it began, and writes what it still holds. */
  Future<Void> close() {
    return sweeper
        .stop()
        .eventually(() -> Future.join(features.stream().map(Feature::stop).toList()))
        .eventually(database::close)
        .eventually(audit::close);
  }
}
