package io.laurel.event.insight.overview;

import io.laurel.bus.Call;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.claims.player.Usernames;
import io.vertx.core.Future;
import java.util.List;

/** Whether what this service leans on answers. */
final class Wellbeing {
  private final Usernames usernames;
  private final EndpointFeature endpoints;

  Wellbeing(Usernames usernames, EndpointFeature endpoints) {
    this.usernames = usernames;
    this.endpoints = endpoints;
  }

  /**
   * The service that knows accounts answers, and every endpoint that is to get something takes it.
   *
   * @param call of a member of staff, who has an account
   */
  Future<Boolean> isWell(Call call) {
    Future<Boolean> accounts =
        usernames.of(List.of(call.principal().userId()), call).map(true).otherwise(false);
    return Future.all(accounts, endpoints.areAllWell())
        .map(both -> both.<Boolean>resultAt(0) && both.<Boolean>resultAt(1));
  }
}
