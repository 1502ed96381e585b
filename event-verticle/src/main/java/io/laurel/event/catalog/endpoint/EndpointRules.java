package io.laurel.event.catalog.endpoint;

import io.laurel.contract.Contract;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.net.EgressPolicy;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the contract cannot say of an endpoint: what its channel needs, and where it may lead. */
final class EndpointRules {
  private static final String URL = "url";
  private static final String ADDRESS = "address";

  private final EgressPolicy egress;

  /** Addresses of the bus at which the platform itself listens, or tells something. */
  private final Set<String> own;

  EndpointRules(EgressPolicy egress, Contract contract) {
    this.egress = egress;
    this.own = own(contract);
  }

  private static Set<String> own(Contract contract) {
    Set<String> addresses = new HashSet<>(contract.addresses());
    JsonObject webhooks = contract.document().getJsonObject("webhooks");
    webhooks.fieldNames().stream()
        .map(name -> webhooks.getJsonObject(name).getJsonObject("post"))
        .map(post -> post.getString("x-event-bus-address"))
        .filter(Objects::nonNull)
        .forEach(addresses::add);
    return Set.copyOf(addresses);
  }

  /**
   * Fails with {@code invalid-request} where these terms cannot be. A URL that stays as it is is
   * not judged anew: what was admitted once must not keep anybody from disabling it.
   *
   * @param sent the request, which named some of them
   */
  void check(EndpointTerms terms, JsonObject sent) {
    List<Fault> faults = new ArrayList<>();
    if (terms.channel() == Channel.WEBHOOK) {
      require(URL, terms.url(), faults);
      refuse(ADDRESS, terms.address(), "is for the channel BUS only", faults);
      if (sent.getString(URL) != null) {
        egress.fault(sent.getString(URL)).ifPresent(fault -> faults.add(at(URL, fault)));
      }
    } else {
      require(ADDRESS, terms.address(), faults);
      refuse(URL, terms.url(), "is for the channel WEBHOOK only", faults);
      if (terms.address() != null && own.contains(terms.address())) {
        faults.add(at(ADDRESS, "is one of the platform's own"));
      }
    }
    Failure.throwIfAny(faults);
  }

  private static void require(String field, @Nullable String value, List<Fault> faults) {
    if (value == null) {
      faults.add(at(field, "is required"));
    }
  }

  private static void refuse(String field, @Nullable String value, String why, List<Fault> faults) {
    if (value != null) {
      faults.add(at(field, why));
    }
  }

  private static Fault at(String field, String detail) {
    return new Fault("/" + field, detail);
  }
}
