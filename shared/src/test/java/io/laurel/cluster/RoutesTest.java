package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes = new Routes();
  private final List<String> lost = new ArrayList<>();

  private Route sent(String name, String node) {
    Route route = new Route(Set.of(), gone -> lost.add(name + " with " + gone));
    routes.goes(route, node, "thing.get");
    return route;
  }

  @Test
  void nodeLeft_whatIsUnderWayToIt_isLost() {
    sent("first", "a");
    sent("second", "b");

    routes.nodeLeft("a");
    assertThat(lost).containsExactly("first with a");
  }

  @Test
  void nodeLeft_answered_isNotLost() {
    routes.ends(sent("first", "a"));

    routes.nodeLeft("a");
    assertThat(lost).isEmpty();
  }

  @Test
  void goes_whereNobodyIsAnyMore_isLostAtOnce() {
    routes.nodeLeft("a");

    sent("late", "a");
    assertThat(lost).containsExactly("late with a");
  }

  @Test
  void goes_toOneThatCameBack_isUnderWay() {
    routes.nodeLeft("a");
    routes.nodeAdded("a");

    sent("again", "a");
    assertThat(lost).isEmpty();
  }

  @Test
  void linkBroke_whatIsUnderWayToIt_isLostAndItIsAvoidedUntilTrusted() {
    sent("first", "a");

    routes.linkBroke("a");
    assertThat(lost).containsExactly("first with a");
    assertThat(routes.isAvoided("a")).isTrue();

    sent("second", "a");
    assertThat(lost).hasSize(1);
    routes.trust("a");
    assertThat(routes.isAvoided("a")).isFalse();
  }

  @Test
  void avoid_leftAlready_isForgotten() {
    routes.avoid("a");
    routes.nodeLeft("a");
    routes.avoid("a");

    assertThat(routes.isAvoided("a")).isFalse();
  }

  @Test
  void underWayTo_answered_isNotAmongThem() {
    Route open = sent("open", "a");
    routes.ends(sent("answered", "a"));

    assertThat(routes.underWayTo("a")).containsExactly(open);
    assertThat(routes.underWayTo("b")).isEmpty();
  }

  @Test
  void ends_neverSent_isNothing() {
    routes.ends(new Route(Set.of(), lost::add));

    assertThat(lost).isEmpty();
  }
}
