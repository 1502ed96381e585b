package io.laurel.event.insight.history;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.insight.history.ClaimHistory.Filter;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every history of claims does. */
abstract class ClaimHistoryKit {
  private static final Filter ALL = new Filter(null, null, null, null, null, null);
  private static final List<ClaimStatus> STATUSES = List.of(ClaimStatus.values());

  /** Each event has two rewards of its own. */
  private final List<String> events = List.of(anId("evt"), anId("evt"));

  private final List<String> rewards = List.of(anId("rwd"), anId("rwd"), anId("rwd"), anId("rwd"));
  private final Random random = new Random(20260503);
  private ClaimStore claims;
  private ClaimHistory history;

  /** A store without claims. */
  abstract ClaimStore claims();

  /** Lists of what that store keeps. */
  abstract ClaimHistory history();

  @BeforeEach
  void prepare() {
    claims = claims();
    history = history();
    claims.prepare().await();
    history.prepare().await();
    history.prepare().await();
  }

  private Claim kept(Claim claim) {
    assertThat(claims.insert(claim).await()).isTrue();
    return claim;
  }

  /** Any claim: of three users, two events with one or both rewards, few moments, each status. */
  private Claim anyClaim() {
    int event = random.nextInt(2);
    List<String> both = rewards.subList(2 * event, 2 * event + 2);
    List<String> some = random.nextInt(3) == 0 ? both : List.of(both.get(random.nextInt(2)));
    Claim claim =
        aClaim(
            anId("clm"),
            events.get(event),
            "usr_" + random.nextInt(3),
            NOW.plusMillis(random.nextInt(12)),
            anId("lck"));
    return Fixtures.with(Fixtures.with(claim, STATUSES.get(random.nextInt(4))), some);
  }

  private List<Claim> pages(Filter filter, PageOrder order, int limit) {
    List<Claim> seen = new ArrayList<>();
    Cursor next = null;
    do {
      Page<Claim> page = history.list(filter, order, new PageRequest(limit, next)).await();
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.next() == null || page.items().size() == limit).isTrue();
      seen.addAll(page.items());
      next = page.next();
    } while (next != null);
    return seen;
  }

  List<Filter> everyFilter() {
    List<Filter> filters = new ArrayList<>();
    for (String user : orNone("usr_1")) {
      for (String event : orNone(events.get(0))) {
        for (String reward : orNone(rewards.get(1))) {
          for (ClaimStatus status : orNone(ClaimStatus.GRANTED)) {
            for (Instant from : orNone(NOW.plusMillis(3))) {
              for (Instant to : orNone(NOW.plusMillis(9))) {
                filters.add(new Filter(user, event, reward, status, from, to));
              }
            }
          }
        }
      }
    }
    return filters;
  }

  private static <T> List<T> orNone(T value) {
    List<T> both = new ArrayList<>();
    both.add(null);
    both.add(value);
    return both;
  }

  @Test
  void list_everyCombinationOfFilters_asTheModelSays() {
    List<Claim> all = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      all.add(kept(anyClaim()));
    }

    assertThat(everyFilter()).hasSize(64);
    for (Filter filter : everyFilter()) {
      for (int limit : new int[] {3 + random.nextInt(9), 100}) {
        for (PageOrder order : PageOrder.values()) {
          assertThat(pages(filter, order, limit))
              .as("%s, %s, %d on a page", filter, order, limit)
              .containsExactlyElementsOf(
                  all.stream()
                      .filter(claim -> InMemoryClaimHistory.matches(filter, claim))
                      .sorted(Comparator.comparing(Claim::cursor, order.comparator()))
                      .toList());
        }
      }
    }
  }

  @Test
  void list_rewardOfAnotherEvent_nothing() {
    for (int i = 0; i < 40; i++) {
      kept(anyClaim());
    }

    Filter crossed = new Filter(null, events.get(1), rewards.get(0), null, null, null);

    assertThat(pages(crossed, PageOrder.NEWEST_FIRST, 3)).isEmpty();
  }

  @Test
  void list_whileOthersClaim_whatWasThereAppearsOnce() {
    whileOthersClaim(PageOrder.NEWEST_FIRST);
  }

  @Test
  void list_oldestFirstWhileOthersClaim_whatWasThereAppearsOnce() {
    whileOthersClaim(PageOrder.OLDEST_FIRST);
  }

  private void whileOthersClaim(PageOrder order) {
    List<Claim> before = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      before.add(kept(anyClaim()));
    }

    List<Claim> seen = new ArrayList<>();
    Cursor next = null;
    do {
      Page<Claim> page = history.list(ALL, order, new PageRequest(7, next)).await();
      seen.addAll(page.items());
      next = page.next();
      kept(anyClaim());
      kept(anyClaim());
    } while (next != null);

    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    assertThat(seen).isSortedAccordingTo(Comparator.comparing(Claim::cursor, order.comparator()));
  }

  @Test
  void list_fullFields_asKept() {
    Claim claim = kept(aClaim(events.get(0), "usr_1", "a", "b"));

    assertThat(history.list(ALL, PageOrder.NEWEST_FIRST, new PageRequest(1, null)).await())
        .isEqualTo(new Page<>(List.of(claim), null));
  }
}
