package io.laurel.management;

import io.laurel.http.HttpDoorKit;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;

class ManagementDoorTest extends HttpDoorKit {
  private Vertx vertx;

  @Override
  protected int open() {
    vertx = Vertx.vertx();
    return ManagementServer.start(
            vertx,
            new ManagementConfig("127.0.0.1", 0, 10),
            new Readiness(vertx),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Clock.systemUTC())
        .await();
  }

  @Override
  protected void close() {
    vertx.close().await();
  }

  @Override
  protected String path() {
    return "/live";
  }
}
