package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.Activities.DAY;
import static io.laurel.event.facts.activity.Activities.NOON;
import static io.laurel.event.facts.activity.Activities.aLogin;
import static io.laurel.event.facts.activity.Activities.anActivity;
import static io.laurel.event.facts.activity.Activities.loginsOfOneBucket;
import static io.laurel.event.facts.activity.Recorded.COUNTED;
import static io.laurel.event.facts.activity.Recorded.DUPLICATE;
import static io.laurel.event.facts.activity.Recorded.FULL;
import static io.laurel.event.facts.activity.Recorded.SUBJECTS_FULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.facts.activity.ActivityStore.FactRange;
import io.laurel.event.facts.activity.Fact.Place;
import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every activity store does. */
abstract class ActivityStoreKit extends StoreKit<ActivityStore> {
  /** More than one batch opens unseen, and few enough to fill a day. */
  private static final int MAX_SUBJECTS = 40;

  ActivityStoreKit() {
    super(ActivityStore::prepare);
  }

  /**
   * A store without activities.
   *
   * @param maxSubjects of one user, type and day
   */
  abstract ActivityStore empty(int maxSubjects);

  @Override
  protected final ActivityStore empty() {
    return empty(MAX_SUBJECTS);
  }

  private List<Recorded> record(Activity... activities) {
    return store.record(List.of(activities)).await();
  }

  private List<Bucket> read(String userId, Source... sources) {
    return store.read(new Reading(userId, Set.of(sources), DAY, DAY, Set.of())).await();
  }

  private long count(String userId, Source source) {
    return read(userId, source).stream().mapToLong(Bucket::count).sum();
  }

  @Test
  void record_nothing_nothing() {
    assertThat(record()).isEmpty();
  }

  @Test
  void record_thenRead_countSumAndMax() {
    assertThat(
            record(
                anActivity("a", "usr_1", "WIN", "arena", 5, NOON),
                anActivity("b", "usr_1", "WIN", "arena", 7, NOON)))
        .containsExactly(COUNTED, COUNTED);

    List<Bucket> buckets = read("usr_1", Source.of("WIN"));
    assertThat(buckets).allMatch(bucket -> "arena".equals(bucket.subject()));
    assertThat(buckets).allMatch(bucket -> bucket.day().equals(DAY) && bucket.entries().isEmpty());
    assertThat(buckets.stream().mapToLong(Bucket::count).sum()).isEqualTo(2);
    assertThat(buckets.stream().mapToLong(Bucket::sum).sum()).isEqualTo(12);
    assertThat(buckets.stream().mapToLong(Bucket::max).max()).hasValue(7);
  }

  @Test
  void record_again_duplicateAndCountedOnce() {
    record(aLogin("a"));

    assertThat(record(aLogin("a"))).containsExactly(DUPLICATE);
    assertThat(record(aLogin("a"), aLogin("b"))).containsExactly(DUPLICATE, COUNTED);

    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(2);
  }

  @Test
  void record_oneTwiceInABatch_oneCountedOneDuplicate() {
    assertThat(record(aLogin("a"), aLogin("b"), aLogin("a"), aLogin("a")))
        .containsExactly(COUNTED, COUNTED, DUPLICATE, DUPLICATE);
    assertThat(record(aLogin("a"), aLogin("a"), aLogin("c")))
        .containsExactly(DUPLICATE, DUPLICATE, COUNTED);

    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(3);
  }

  @Test
  void record_oneTwiceInABatchWithOtherAmounts_theFirst() {
    record(
        anActivity("a", "usr_1", "WIN", null, 5, NOON),
        anActivity("a", "usr_1", "WIN", null, 7, NOON));

    assertThat(read("usr_1", Source.of("WIN")))
        .containsExactly(new Bucket("WIN", null, DAY, 1, 5, 5, List.of()));
  }

  @Test
  void record_sameIdOfAnother_countedEach() {
    assertThat(
            record(
                anActivity("a", "usr_1", "WIN", null, 1, NOON),
                anActivity("a", "usr_2", "WIN", null, 1, NOON),
                anActivity("a", "usr_1", "LOSS", null, 1, NOON),
                anActivity("a", "usr_1", "WIN", "arena", 1, NOON),
                anActivity("a", "usr_1", "WIN", null, 1, NOON.plus(Duration.ofDays(1)))))
        .containsOnly(COUNTED);
  }

  /** What could be taken for one key if its parts were only joined. */
  @ParameterizedTest
  @CsvSource({
    "u, a/b, u/a, b",
    "u/WIN/a, b, u, a/WIN/b",
    "u%2Fa, b, u/a, b",
    "u, a%2F, u, a/",
    "u, $ne, u, $gt",
    "u, 한국어, u, 韓國語",
    "u, .., u, .",
    "u, '{\"$ne\":1}', u, '[1]'",
    "u, 💎, u, 💍",
    "u, A, u, a",
    "u, ' a', u, a",
  })
  void record_keysThatLookAlike_countedApart(
      String user, String subject, String otherUser, String otherSubject) {
    record(anActivity("a", user, "WIN", subject, 1, NOON));

    assertThat(record(anActivity("a", otherUser, "WIN", otherSubject, 1, NOON)))
        .containsExactly(COUNTED);
    assertThat(count(user, Source.of("WIN", subject))).isEqualTo(1);
    assertThat(count(otherUser, Source.of("WIN", otherSubject))).isEqualTo(1);
    assertThat(count(user + "/", Source.of("WIN"))).isZero();
  }

  @Test
  void record_fullBucket_refusedButNothingForgotten() {
    List<Activity> logins = loginsOfOneBucket(Bucket.MAX_ENTRIES + 1);
    List<Activity> all = logins.subList(0, Bucket.MAX_ENTRIES);
    assertThat(store.record(all).await()).containsOnly(COUNTED);

    assertThat(record(logins.get(Bucket.MAX_ENTRIES), logins.get(0), logins.get(511)))
        .containsExactly(FULL, DUPLICATE, DUPLICATE);

    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(Bucket.MAX_ENTRIES);
  }

  @Test
  void record_someSentBefore_theOthersCounted() {
    List<Activity> logins = loginsOfOneBucket(300);
    store.record(logins.subList(100, 200)).await();

    List<Recorded> results = store.record(logins).await();

    assertThat(results.subList(0, 100)).containsOnly(COUNTED);
    assertThat(results.subList(100, 200)).containsOnly(DUPLICATE);
    assertThat(results.subList(200, 300)).containsOnly(COUNTED);
    assertThat(store.record(logins).await()).containsOnly(DUPLICATE);
    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "500", "511", "512"})
  void record_bucketFillsInTheMiddle_theFirstCountedTheRestRefused(int before) {
    List<Activity> logins = loginsOfOneBucket(Bucket.MAX_ENTRIES + 88);
    store.record(logins.subList(0, before)).await();

    List<Recorded> results = store.record(logins).await();

    assertThat(results.subList(0, before)).allMatch(DUPLICATE::equals);
    assertThat(results.subList(before, Bucket.MAX_ENTRIES)).allMatch(COUNTED::equals);
    assertThat(results.subList(Bucket.MAX_ENTRIES, results.size())).containsOnly(FULL);
    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(Bucket.MAX_ENTRIES);
  }

  @Test
  void record_oneTwiceWhereItDoesNotFit_bothRefused() {
    List<Activity> logins = loginsOfOneBucket(Bucket.MAX_ENTRIES + 1);
    store.record(logins.subList(0, Bucket.MAX_ENTRIES)).await();
    Activity late = logins.get(Bucket.MAX_ENTRIES);

    assertThat(record(late, late)).containsExactly(FULL, FULL);
  }

  private static Activity quest(String id, int subject) {
    return anActivity(id, "usr_1", "QUEST", "q" + subject, 1, NOON);
  }

  private static List<Activity> quests(String id, int from, int to) {
    return IntStream.range(from, to).mapToObj(subject -> quest(id, subject)).toList();
  }

  private void fillTheDay() {
    assertThat(store.record(quests("a", 0, MAX_SUBJECTS)).await()).containsOnly(COUNTED);
  }

  @Test
  void record_moreSubjectsThanADayTakes_theFirstCountedTheRestRefused() {
    List<Recorded> results = store.record(quests("a", 0, MAX_SUBJECTS + 9)).await();

    assertThat(results.subList(0, MAX_SUBJECTS)).containsOnly(COUNTED);
    assertThat(results.subList(MAX_SUBJECTS, results.size())).containsOnly(SUBJECTS_FULL);
    assertThat(count("usr_1", Source.of("QUEST"))).isEqualTo(MAX_SUBJECTS);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "7", "39"})
  void record_subjectsBatchByBatch_asManyAsADayTakes(int size) {
    List<Recorded> results = new ArrayList<>();
    for (int from = 0; from < 2 * MAX_SUBJECTS; from += size) {
      results.addAll(store.record(quests("a", from, from + size)).await());
    }

    assertThat(results.subList(0, MAX_SUBJECTS)).containsOnly(COUNTED);
    assertThat(results.subList(MAX_SUBJECTS, results.size())).containsOnly(SUBJECTS_FULL);
  }

  /**
   * Batches under way at once cannot see each other's writes: what goes in unseen may be missed by
   * a look that was faster, so a node may let an eighth more in.
   */
  @Test
  void record_subjectsFromManySidesAtOnce_asManyAsADayTakesAndAnEighth() {
    List<Future<List<Recorded>>> answers = new ArrayList<>();
    for (int i = 0; i < 3 * MAX_SUBJECTS; i++) {
      answers.add(store.record(quests("a", i, i + 1)));
    }
    Future.all(answers).await();

    List<Recorded> results = answers.stream().map(answer -> answer.result().get(0)).toList();
    assertThat(results.stream().filter(COUNTED::equals))
        .hasSizeBetween(MAX_SUBJECTS, MAX_SUBJECTS + MAX_SUBJECTS / SubjectBound.SHARE);
    assertThat(results).containsOnly(COUNTED, SUBJECTS_FULL);
  }

  @Test
  void record_subjectsFull_aResendIsADuplicate() {
    fillTheDay();

    assertThat(store.record(quests("a", 0, MAX_SUBJECTS)).await()).containsOnly(DUPLICATE);
    assertThat(record(quest("a", 40), quest("a", 39))).containsExactly(SUBJECTS_FULL, DUPLICATE);
    assertThat(record(quest("a", 40), quest("a", 0))).containsExactly(SUBJECTS_FULL, DUPLICATE);
  }

  /** In each bucket that the subject can have. */
  @Test
  void record_subjectsFull_thoseThereGoOnBeingCounted() {
    fillTheDay();

    for (int i = 0; i < 50; i++) {
      assertThat(record(quest("b" + i, 39), quest("b" + i, 40)))
          .containsExactly(COUNTED, SUBJECTS_FULL);
    }
    assertThat(read("usr_1", Source.of("QUEST", "q39"))).hasSize(BucketKey.CHUNKS);
  }

  @Test
  void record_subjectsFull_noOtherDayTouched() {
    fillTheDay();

    assertThat(
            record(
                anActivity("a", "usr_1", "QUEST", null, 1, NOON),
                anActivity("a", "usr_1", "WIN", "q40", 1, NOON),
                anActivity("a", "usr_2", "QUEST", "q40", 1, NOON),
                anActivity("a", "usr_1", "QUEST", "q40", 1, NOON.plus(Duration.ofDays(1))),
                quest("a", 40)))
        .containsExactly(COUNTED, COUNTED, COUNTED, COUNTED, SUBJECTS_FULL);
  }

  @Test
  void record_oneSubjectManyTimes_oneSubject() {
    for (int i = 0; i < 2 * MAX_SUBJECTS; i++) {
      assertThat(record(quest("b" + i, 0))).containsExactly(COUNTED);
    }

    assertThat(store.record(quests("a", 1, MAX_SUBJECTS + 1)).await())
        .containsOnlyOnce(SUBJECTS_FULL)
        .endsWith(SUBJECTS_FULL);
  }

  /** C3: many batches that overlap in parts, all of one bucket that has not room for all. */
  @Test
  void record_overlappingBatchesOfABucketThatFills_eachCountedOnceUntilItIsFull() {
    List<Activity> logins = loginsOfOneBucket(700);
    List<List<Activity>> batches = new ArrayList<>();
    List<Future<List<Recorded>>> answers = new ArrayList<>();
    for (int sender = 0; sender < 14; sender++) {
      List<Activity> shuffled = new ArrayList<>(logins);
      Collections.shuffle(shuffled, new Random(sender));
      batches.add(shuffled.subList(0, 120));
    }
    batches.forEach(batch -> answers.add(store.record(batch)));
    Future.all(answers).await();

    Set<String> counted = new HashSet<>();
    Set<String> refused = new HashSet<>();
    for (int i = 0; i < batches.size(); i++) {
      for (int j = 0; j < batches.get(i).size(); j++) {
        String id = batches.get(i).get(j).id();
        switch (answers.get(i).result().get(j)) {
          case COUNTED -> assertThat(counted.add(id)).as(id).isTrue();
          case FULL -> refused.add(id);
          case DUPLICATE, SUBJECTS_FULL -> {}
        }
      }
    }
    assertThat(counted).hasSize(Bucket.MAX_ENTRIES);
    assertThat(refused).isNotEmpty().doesNotContainAnyElementsOf(counted);
    assertThat(count("usr_1", Source.of("LOGIN"))).isEqualTo(Bucket.MAX_ENTRIES);
  }

  /** C3: each is sent by several at once, in batches that overlap, from nothing on. */
  @Test
  void record_sameFromManySidesAtOnce_eachCountedOnce() {
    List<Activity> all =
        IntStream.range(0, 60)
            .mapToObj(i -> anActivity("a" + i, "usr_" + i % 3, "WIN", null, 2, NOON))
            .toList();
    List<Future<List<Recorded>>> answers = new ArrayList<>();
    for (int sender = 0; sender < 12; sender++) {
      List<Activity> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, new Random(sender));
      answers.add(store.record(shuffled));
    }
    Future.all(answers).await();

    List<Recorded> results = answers.stream().flatMap(answer -> answer.result().stream()).toList();
    assertThat(results.stream().filter(COUNTED::equals)).hasSize(60);
    assertThat(results.stream().filter(DUPLICATE::equals)).hasSize(660);
    assertThat(count("usr_0", Source.of("WIN"))).isEqualTo(20);
    assertThat(read("usr_2", Source.of("WIN")).stream().mapToLong(Bucket::sum).sum()).isEqualTo(40);
  }

  @Test
  void read_severalSources_theseAndNoOthers() {
    record(
        anActivity("a", "usr_1", "WIN", "arena", 1, NOON),
        anActivity("b", "usr_1", "WIN", "duel", 1, NOON),
        anActivity("c", "usr_1", "LOSS", "duel", 1, NOON),
        anActivity("d", "usr_1", "QUEST", "q1", 1, NOON),
        anActivity("e", "usr_1", "QUEST", "q2", 1, NOON),
        anActivity("f", "usr_2", "WIN", "arena", 1, NOON));

    assertThat(
            read(
                "usr_1",
                Source.of("WIN"),
                Source.of("WIN", "duel"),
                Source.of("QUEST", "q2"),
                Source.of("NEVER"),
                Source.ever("LEVEL")))
        .extracting(bucket -> bucket.type() + " " + bucket.subject())
        .containsExactlyInAnyOrder("WIN arena", "WIN duel", "QUEST q2");
  }

  @Test
  void read_days_theseAndNoOthers() {
    for (int day = -2; day <= 2; day++) {
      record(aLogin("a", NOON.plus(Duration.ofDays(day))));
    }

    Reading reading =
        new Reading(
            "usr_1", Set.of(Source.of("LOGIN")), DAY.minusDays(1), DAY.plusDays(1), Set.of());
    assertThat(store.read(reading).await())
        .extracting(Bucket::day)
        .containsExactlyInAnyOrder(DAY.minusDays(1), DAY, DAY.plusDays(1));
  }

  @Test
  void read_cutDay_itsEntriesOnly() {
    record(
        anActivity("a", "usr_1", "WIN", null, 4, NOON.plusMillis(1)),
        anActivity("b", "usr_1", "WIN", null, 5, NOON.plus(Duration.ofDays(1))));

    Reading reading =
        new Reading("usr_1", Set.of(Source.of("WIN")), DAY, DAY.plusDays(1), Set.of(DAY));
    List<Bucket> found = store.read(reading).await();

    assertThat(found)
        .filteredOn(bucket -> bucket.day().equals(DAY))
        .singleElement()
        .extracting(Bucket::entries)
        .isEqualTo(List.of(new Bucket.Entry(NOON.plusMillis(1), 4)));
    assertThat(found)
        .filteredOn(bucket -> !bucket.day().equals(DAY))
        .singleElement()
        .matches(bucket -> bucket.entries().isEmpty() && bucket.sum() == 5);
  }

  @Test
  void read_highestEver_ofAnyDayAndSubjectHoweverOftenSent() {
    Activity high = anActivity("b", "usr_1", "LEVEL", "mage", 30, NOON.minus(Duration.ofDays(400)));
    record(anActivity("a", "usr_1", "LEVEL", "thief", 20, NOON), high);
    record(high, anActivity("c", "usr_1", "LEVEL", "thief", 25, NOON));
    record(anActivity("d", "usr_2", "LEVEL", null, 99, NOON));

    assertThat(read("usr_1", Source.ever("LEVEL")))
        .containsExactly(new Bucket("LEVEL", null, null, 0, 0, 30, List.of()));
    assertThat(count("usr_1", Source.of("LEVEL"))).isEqualTo(2);
  }

  private List<Fact> factsInPagesOf(int limit, LocalDate from, LocalDate to) {
    List<Fact> all = new ArrayList<>();
    Place after = null;
    List<Fact> page;
    do {
      page = store.facts(new FactRange("usr_1", from, to, after), limit).await();
      all.addAll(page);
      after = page.isEmpty() ? null : page.get(page.size() - 1).place();
    } while (page.size() == limit);
    return all;
  }

  private static Fact aFact(int day, String type, String subject, long count, long sum, long max) {
    return new Fact(new Place(DAY.plusDays(day), type, subject), count, sum, max);
  }

  /** A subject's buckets of a day are up to eight, and one fact. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "100"})
  void facts_inPages_eachOnceNewestDayFirst(int limit) {
    store.record(IntStream.range(0, 60).mapToObj(i -> aLogin("a" + i)).toList()).await();
    record(
        anActivity("a", "usr_1", "WIN", "arena", 5, NOON),
        anActivity("b", "usr_1", "WIN", "arena", 7, NOON),
        anActivity("c", "usr_1", "WIN", "duel", 1, NOON),
        anActivity("d", "usr_1", "WIN", null, 2, NOON),
        anActivity("e", "usr_1", "LEVEL", null, 30, NOON.plus(Duration.ofDays(1))),
        anActivity("f", "usr_1", "WIN", "arena", 1, NOON.minus(Duration.ofDays(3))),
        anActivity("g", "usr_2", "WIN", "arena", 1, NOON));

    assertThat(factsInPagesOf(limit, null, null))
        .containsExactly(
            aFact(1, "LEVEL", null, 1, 30, 30),
            aFact(0, "WIN", "duel", 1, 1, 1),
            aFact(0, "WIN", "arena", 2, 12, 7),
            aFact(0, "WIN", null, 1, 2, 2),
            aFact(0, "LOGIN", null, 60, 60, 1),
            aFact(-3, "WIN", "arena", 1, 1, 1));
    assertThat(factsInPagesOf(limit, DAY, DAY.plusDays(1)))
        .extracting(fact -> fact.place().type())
        .containsExactly("WIN", "WIN", "WIN", "LOGIN");
    assertThat(factsInPagesOf(limit, DAY.plusDays(1), DAY)).isEmpty();
  }

  @Test
  void days_ofOneType_eachOnce() {
    record(aLogin("a"), aLogin("b"), aLogin("c", NOON.minus(Duration.ofDays(700))));
    record(anActivity("d", "usr_1", "LEVEL", null, 3, NOON));

    assertThat(store.days("usr_1", "LOGIN").await())
        .containsExactlyInAnyOrder(DAY, DAY.minusDays(700));
    assertThat(store.days("usr_1", "LEVEL").await()).containsExactly(DAY);
    assertThat(store.days("usr_2", "LOGIN").await()).isEmpty();
  }
}
