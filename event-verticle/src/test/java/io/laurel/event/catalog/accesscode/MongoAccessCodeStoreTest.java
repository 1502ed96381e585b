package io.laurel.event.catalog.accesscode;

import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.accesscode.AccessCodeStore.Word;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class MongoAccessCodeStoreTest extends AccessCodeStoreKit {
  @Override
  protected AccessCodeStore empty() {
    return new MongoAccessCodeStore(database(), audit);
  }

  /** What the design says of a code, and nothing else once it is listed. */
  @Test
  void word_listed_keepsWhatACodeIs() {
    Word word = new Word("hash", aWordOf(anId("evt"), "rwd_1", 5));
    store.insert(word, anEntry(word.batch().id())).await();
    store.listed(word).await();

    JsonObject document =
        database()
            .collection(AccessCodeDocuments.COLLECTION)
            .findOne(new JsonObject().put("_id", "hash"))
            .await();

    assertThat(document.fieldNames())
        .containsExactlyInAnyOrder("_id", "eventId", "rewardId", "uses", "batch", "audit");
    assertThat(document.getJsonArray("audit")).isEmpty();
  }
}
