package io.laurel.event.insight.history;

import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.event.insight.history.ClaimHistory.Filter;
import io.laurel.mongo.TestDatabase;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MongoClaimHistoryTest extends ClaimHistoryKit {
  private final List<BsonDocument> finds = new CopyOnWriteArrayList<>();
  private final List<BsonDocument> indexes = new CopyOnWriteArrayList<>();
  private final TestDatabase test =
      new TestDatabase(
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent started) {
              // A copy, because the driver takes its buffer back.
              BsonDocument command = BsonDocument.parse(started.getCommand().toJson());
              if (started.getCommandName().equals("find")) {
                finds.add(command);
              } else if (started.getCommandName().equals("createIndexes")) {
                command
                    .getArray("indexes")
                    .forEach(index -> indexes.add(index.asDocument().getDocument("key")));
              }
            }
          });

  @Override
  ClaimStore claims() {
    return new MongoClaimStore(test.database(), new InMemoryAuditStore());
  }

  @Override
  ClaimHistory history() {
    return new MongoClaimHistory(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void list_ofAllStatuses_readInTheOrderInWhichClaimsGo() {
    Filter all = new Filter(null, null, null, null, null, null);

    history().list(all, PageOrder.NEWEST_FIRST, new PageRequest(10, null)).await();

    assertThat(finds)
        .extracting(find -> find.getDocument("filter").getString("status").getValue())
        .containsExactly("PENDING_APPROVAL", "GRANTED", "REJECTED", "REVOKED");
  }

  @Test
  void list_everyCombinationOfFilters_anIndexBeginsWithWhatItAsksAndGivesTheOrder() {
    claims().insert(aClaim(anId("evt"), "usr_1", "a")).await();

    for (Filter filter : everyFilter()) {
      for (PageOrder order : PageOrder.values()) {
        finds.clear();
        history().list(filter, order, new PageRequest(10, null)).await();
        for (BsonDocument find : finds) {
          assertThat(find.getDocument("sort").keySet()).containsExactly("requestedAt", "_id");
          assertThat(prefixes()).as("%s", filter).contains(prefix(filter));
          assertThat(equalities(find)).as("%s", filter).containsAll(prefix(filter));
        }
      }
    }
  }

  /** The most selective of what a filter names. */
  private static List<String> prefix(Filter filter) {
    List<String> prefix = new ArrayList<>();
    if (filter.userId() != null) {
      return List.of("userId");
    } else if (filter.rewardId() != null) {
      prefix.add("rewards.rewardId");
    } else if (filter.eventId() != null) {
      prefix.add("eventId");
    }
    prefix.add("status");
    return prefix;
  }

  /** What indexes hold before (requestedAt, _id). */
  private List<List<String>> prefixes() {
    return indexes.stream()
        .map(index -> List.copyOf(index.keySet()))
        .filter(keys -> keys.size() > 2 && keys.get(keys.size() - 2).equals("requestedAt"))
        .map(keys -> keys.subList(0, keys.size() - 2))
        .toList();
  }

  private static Set<String> equalities(BsonDocument find) {
    return find.getDocument("filter").entrySet().stream()
        .filter(field -> isValue(field.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isValue(BsonValue value) {
    return value.isString();
  }
}
