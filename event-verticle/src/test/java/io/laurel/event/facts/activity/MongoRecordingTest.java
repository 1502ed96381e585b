package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.Activities.NOON;
import static io.laurel.event.facts.activity.Activities.aLogin;
import static io.laurel.event.facts.activity.Activities.anActivity;
import static io.laurel.event.facts.activity.Activities.loginsOfOneBucket;
import static io.laurel.event.facts.activity.Recorded.COUNTED;
import static io.laurel.event.facts.activity.Recorded.DUPLICATE;
import static io.laurel.event.facts.activity.Recorded.FULL;
import static io.laurel.event.facts.activity.Recorded.SUBJECTS_FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.laurel.mongo.ScriptedCollection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a recording makes of the answers of a server that several write to. */
final class MongoRecordingTest {
  private final ScriptedCollection server = new ScriptedCollection();
  private SubjectBound bound = new SubjectBound(1_000);

  private List<Recorded> record(List<Activity> batch) {
    return new MongoRecording(server.collection(), bound, batch).run().await();
  }

  private static JsonObject bucket(Activity of, int count, Activity... held) {
    JsonArray hashes = new JsonArray();
    for (Activity activity : held) {
      hashes.add(BucketKey.hashOf(activity.id()));
    }
    return new JsonObject()
        .put("_id", BucketKey.of(of).id())
        .put("count", count)
        .put("entries", hashes);
  }

  /** The ids, as the bucket knows them, that each operation of a bulk counts. */
  private List<List<String>> counted(int bulk) {
    return server.bulks().get(bulk).stream()
        .map(
            operation ->
                operation
                    .getJsonObject("document")
                    .getJsonObject("$push")
                    .getJsonObject("entries")
                    .getJsonArray("$each")
                    .stream()
                    .map(entry -> ((JsonObject) entry).getString("id"))
                    .toList())
        .toList();
  }

  @Test
  void run_firstWriterRaceLost_doneAgainAndCounted() {
    Activity login = aLogin("a");
    server.refusing(0).finding(bucket(login, 1)).refusing();

    assertThat(record(List.of(login))).containsExactly(COUNTED);
    assertThat(server.isOver()).isTrue();
  }

  /** A reader may be told of the duplicate before it can see whose it is. */
  @Test
  void run_firstWriterRaceLostToABucketNotYetSeen_doneAgainAndCounted() {
    Activity login = aLogin("a");
    server.refusing(0).finding().refusing();

    assertThat(record(List.of(login))).containsExactly(COUNTED);
  }

  @Test
  void run_refusedByABucketThatHoldsIt_duplicate() {
    Activity login = aLogin("a");
    server.refusing(0).finding(bucket(login, 512, login));

    assertThat(record(List.of(login))).containsExactly(DUPLICATE);
  }

  @Test
  void run_refusedByAFullBucket_full() {
    Activity login = aLogin("a");
    server.refusing(0).finding(bucket(login, 512));

    assertThat(record(List.of(login))).containsExactly(FULL);
  }

  @Test
  void run_raceLostWithOneRoomLeft_doneAgain() {
    Activity login = aLogin("a");
    server.refusing(0).finding(bucket(login, 511)).refusing();

    assertThat(record(List.of(login))).containsExactly(COUNTED);
  }

  @Test
  void run_someRefusedOfMany_onlyThoseDoneAgain() {
    List<Activity> logins =
        List.of(
            anActivity("a", "usr_1", "WIN", null, 1, NOON),
            anActivity("b", "usr_2", "WIN", null, 1, NOON),
            anActivity("c", "usr_3", "WIN", null, 1, NOON));
    server
        .refusing(0, 2)
        .finding(bucket(logins.get(0), 1), bucket(logins.get(2), 1, logins.get(2)))
        .refusing();

    assertThat(record(logins)).containsExactly(COUNTED, COUNTED, DUPLICATE);
    assertThat(counted(1)).containsExactly(List.of(BucketKey.hashOf("a")));
  }

  private static Activity quest(String id, int subject) {
    return anActivity(id, "usr_1", "QUEST", "q" + subject, 1, NOON);
  }

  private static JsonObject questBucket(int subject) {
    Activity quest = quest("of another node", subject);
    return bucket(quest, 1, quest)
        .put("userId", quest.userId())
        .put("type", quest.type())
        .put("day", quest.day().toString())
        .put("subject", quest.subject());
  }

  /** A bound of 2 leaves no eighth that could be opened unseen. */
  @Test
  void run_subjectsOfOtherNodes_seenAndCounted() {
    bound = new SubjectBound(2);
    server.finding(questBucket(0)).making(0);

    assertThat(record(List.of(quest("a", 1), quest("a", 2), quest("a", 0))))
        .containsExactly(COUNTED, SUBJECTS_FULL, COUNTED);
    assertThat(server.bulks().get(0)).hasSize(2);
  }

  @Test
  void run_dayOnceSeenFull_notReadAgain() {
    bound = new SubjectBound(2);
    server.finding(questBucket(0), questBucket(1)).finding(questBucket(0)).making();
    record(List.of(quest("a", 2)));

    assertThat(record(List.of(quest("a", 2), quest("a", 0))))
        .containsExactly(SUBJECTS_FULL, COUNTED);
    assertThat(server.looks().get(0)).contains("$or");
    assertThat(server.looks().get(1)).doesNotContain("$or");
  }

  /** What is not opened is given back, so that the next one need not look. */
  @Test
  void run_subjectsThatWereThere_useNoRoomUp() {
    bound = new SubjectBound(8);
    server.refusing().refusing().refusing();

    for (int i = 0; i < 3; i++) {
      assertThat(record(List.of(quest("a" + i, i)))).containsExactly(COUNTED);
    }
    assertThat(server.isOver()).isTrue();
  }

  @Test
  void run_subjectOpenedUnseen_theNextOneLooks() {
    bound = new SubjectBound(8);
    server.making(0).finding(questBucket(0)).making(0);

    assertThat(record(List.of(quest("a", 0)))).containsExactly(COUNTED);
    assertThat(record(List.of(quest("a", 1)))).containsExactly(COUNTED);
    assertThat(server.isOver()).isTrue();
  }

  private static final int MANY = MongoRecording.FEW + 4;

  @Test
  void run_aFewOfOneBucket_eachItsOwnWrite() {
    List<Activity> logins = loginsOfOneBucket(MongoRecording.FEW);
    server.refusing(1).finding(bucket(logins.get(0), 16, logins.get(1)));

    assertThat(record(logins)).containsOnlyOnce(DUPLICATE).contains(COUNTED);
    assertThat(counted(0)).hasSize(MongoRecording.FEW);
  }

  @Test
  void run_anotherSenderWasFasterWithOne_theOthersCountedWithoutIt() {
    List<Activity> logins = loginsOfOneBucket(MANY);
    server.finding().refusing(0).finding(bucket(logins.get(0), 1, logins.get(1))).refusing();

    List<Recorded> results = record(logins);

    assertThat(results.get(1)).isEqualTo(DUPLICATE);
    assertThat(results.stream().filter(COUNTED::equals)).hasSize(MANY - 1);
    assertThat(counted(1))
        .singleElement()
        .matches(facts -> facts.size() == MANY - 1)
        .matches(facts -> !facts.contains(BucketKey.hashOf(logins.get(1).id())));
  }

  @Test
  void run_lastRoomTaken_theRestFullWithoutAnotherLook() {
    List<Activity> logins = loginsOfOneBucket(MANY);
    server.finding(bucket(logins.get(0), 510, logins.get(0))).refusing();

    List<Recorded> results = record(logins);

    assertThat(results.subList(0, 3)).containsExactly(DUPLICATE, COUNTED, COUNTED);
    assertThat(results.subList(3, MANY)).containsOnly(FULL);
    assertThat(server.isOver()).isTrue();
  }

  @Test
  void run_anotherSenderTookTheRoom_noneCountedThatIsNotThere() {
    List<Activity> logins = loginsOfOneBucket(MANY);
    server.finding(bucket(logins.get(0), 510)).refusing(0).finding(bucket(logins.get(0), 512));

    assertThat(record(logins)).containsOnly(FULL);
  }

  /** The worst there can be: always another one is faster, then each by itself. */
  @Test
  void run_refusedAgainAndAgain_apartInTheEndAndNineCommands() {
    List<Activity> logins = loginsOfOneBucket(MANY);
    Activity any = logins.get(0);
    server
        .finding()
        .refusing(0)
        .finding(bucket(any, 1, logins.get(0)))
        .refusing(0)
        .finding(bucket(any, 2, logins.get(1)))
        .refusing(0)
        .finding(bucket(any, 3, logins.get(2)))
        .refusing(1)
        .finding(bucket(any, 25, logins.get(4)));

    List<Recorded> results = record(logins);

    assertThat(results.subList(0, 5))
        .containsExactly(DUPLICATE, DUPLICATE, DUPLICATE, COUNTED, DUPLICATE);
    assertThat(results.subList(5, MANY)).containsOnly(COUNTED);
    assertThat(counted(3)).hasSize(MANY - 3).allMatch(facts -> facts.size() == 1);
    assertThat(server.isOver()).isTrue();
  }

  @Test
  void run_raiseLostItsRace_doneAgainWithoutALook() {
    server.refusing(0).refusing();

    assertThat(record(List.of(anActivity("a", "usr_1", "LEVEL", null, 3, NOON))))
        .containsExactly(COUNTED);
    assertThat(server.bulks().get(1))
        .singleElement()
        .matches(raise -> raise.getJsonObject("document").containsKey("$max"));
  }

  @Test
  void run_refusedForNoReasonForEver_unavailableInTheEnd() {
    Activity login = aLogin("a");
    for (int i = 0; i < 10; i++) {
      server.refusing(0).finding(bucket(login, 1));
    }

    Failure failure = catchThrowableOfType(Failure.class, () -> record(List.of(login)));

    assertThat(failure.status()).isEqualTo(503);
  }
}
