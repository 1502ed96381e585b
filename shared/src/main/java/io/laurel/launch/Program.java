package io.laurel.launch;

import io.laurel.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** One kind of process: what it reads, and what it deploys. */
public interface Program {
  /** Name for logs and the banner, such as {@code gateway}. */
  String name();

  /**
   * Names of the files in {@code conf/} whose keys it knows, without ending; a later one overrides
   * an earlier one.
   */
  List<String> settings();

  /**
   * Judges all settings, before anything is touched.
   *
   * @throws io.laurel.config.ConfigException where an operator has to change something
   */
  void check(Settings settings);

  /**
   * Deploys all of it. The future completes when everything is served, and fails with {@link
   * io.laurel.config.ConfigException} where an operator has to change something.
   */
  Future<Void> deploy(Host host);

  /**
   * Takes down what {@link #deploy} made, at the end of the process or after a start that failed
   * half way: by default every verticle, all at once.
   */
  default Future<Void> undeploy(Vertx vertx) {
    return Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()).mapEmpty();
  }

  /** What is to be said to an operator once it serves; empty for nothing. */
  default List<String> banner() {
    return List.of();
  }

  /** Called once the banner is printed, for what must not be said twice. May block. */
  default void bannerPrinted() {}
}
