package io.laurel.event.catalog.event;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventTest {
  private static final Instant START = NOW;
  private static final Instant END = NOW.plusMillis(10);

  @ParameterizedTest
  @CsvSource({
    "DRAFT,5,DRAFT",
    "PUBLISHED,-1,UPCOMING",
    "PUBLISHED,0,ACTIVE",
    "PUBLISHED,9,ACTIVE",
    "PUBLISHED,10,ENDED",
    "PUBLISHED,11,ENDED",
    "PAUSED,-1,PAUSED",
    "PAUSED,5,PAUSED",
    "CANCELED,5,CANCELED"
  })
  void statusAt_stateAndClock_derived(
      EventState state, long millisAfterStart, EventStatus expected) {
    assertThat(anEvent(state, START, END).statusAt(START.plusMillis(millisAfterStart)))
        .isEqualTo(expected);
  }

  @Test
  void publishedAt_firstTime_staysWhateverComesLater() {
    Event draft = anEvent(EventState.DRAFT, START, END);
    Event published = draft.in(EventState.PUBLISHED, NOW);
    Event again =
        published
            .in(EventState.PAUSED, NOW.plusSeconds(1))
            .in(EventState.PUBLISHED, NOW.plusSeconds(2));

    assertThat(draft.publishedAt()).isNull();
    assertThat(again.publishedAt()).isEqualTo(NOW);
    assertThat(again.wasPublishedBy(NOW)).isTrue();
    assertThat(again.wasPublishedBy(NOW.minusMillis(1))).isFalse();
  }

  /** It was published before anybody could ask since when. */
  @Test
  void wasPublishedBy_publishedBeforeThatWasKept_atAnyTime() {
    Event paused = anEvent(EventState.PAUSED, START, END);
    Event again = paused.in(EventState.PUBLISHED, NOW);

    assertThat(again.publishedAt()).isNull();
    assertThat(again.wasPublishedBy(NOW.minusSeconds(9_999))).isTrue();
  }

  @Test
  void next_ofEachState_asInTheDomain() {
    assertThat(EventState.DRAFT.next()).containsExactly(EventState.PUBLISHED);
    assertThat(EventState.PUBLISHED.next())
        .containsExactlyInAnyOrder(EventState.PAUSED, EventState.CANCELED);
    assertThat(EventState.PAUSED.next())
        .containsExactlyInAnyOrder(EventState.PUBLISHED, EventState.CANCELED);
    assertThat(EventState.CANCELED.next()).isEmpty();
  }
}
