package io.laurel.event.catalog.reward;

import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.BrokenAuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MongoRewardStoreTest extends RewardStoreKit {
  @Override
  protected RewardStore empty(AuditStore audit) {
    return store(audit);
  }

  private MongoRewardStore store(AuditStore audit) {
    return new MongoRewardStore(database(), audit);
  }

  private long documents() {
    return database().collection("rewards").count(new JsonObject()).await();
  }

  @Test
  void delete_auditAway_entryWaitsInTheDocumentThatNobodySees() {
    Reward reward = aReward(anId("evt"), 5);
    AuditEntry made = anEntry(reward.id());
    AuditEntry deleted = anEntry(reward.id());
    MongoRewardStore broken = store(new BrokenAuditStore());
    broken.insert(reward, made).await();

    assertThat(broken.delete(reward, deleted).await()).isTrue();

    assertThat(broken.find(reward.eventId(), reward.id()).await()).isNull();
    assertThat(documents()).isEqualTo(1);
    AuditStore audit = new InMemoryAuditStore();
    store(audit).sweep().await();
    assertThat(documents()).isZero();
    assertThat(entries(audit, reward.id())).containsExactlyInAnyOrder(made, deleted);
  }

  @Test
  void dropAllOf_event_itsRewardsOnlyAndNoEntryIsLost() {
    String eventId = anId("evt");
    List<Reward> rewards = IntStream.range(0, 5).mapToObj(i -> aReward(eventId, 5)).toList();
    MongoRewardStore broken = store(new BrokenAuditStore());
    rewards.forEach(reward -> broken.insert(reward, anEntry(reward.id())).await());
    AuditStore audit = new InMemoryAuditStore();
    MongoRewardStore store = store(audit);
    Reward other = aReward(anId("evt"), 5);
    store.insert(other, anEntry(other.id())).await();

    store.dropAllOf(eventId).await();

    assertThat(store.ofEvent(eventId, 10).await()).isEmpty();
    assertThat(store.find(other.eventId(), other.id()).await()).isEqualTo(other);
    assertThat(documents()).isEqualTo(1);
    assertThat(rewards).allMatch(reward -> entries(audit, reward.id()).size() == 1);
  }
}
