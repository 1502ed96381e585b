package io.laurel.feature;

import io.laurel.audit.AuditStore;
import io.laurel.bus.Announcements;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.id.Ids;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * What a process gives to each of its features.
 *
 * @param vertx of the verticle that runs the features
 * @param settings each feature reads its own
 * @param contract says which operations there are
 * @param database the service's own
 * @param audit where changes are proved; shared with the other services
 * @param clock the time
 * @param ids names for what is made
 * @param announcements tells other nodes
 */
public record Site(
    Vertx vertx,
    Settings settings,
    Contract contract,
    MongoDatabase database,
    AuditStore audit,
    Clock clock,
    Ids ids,
    Announcements announcements) {}
