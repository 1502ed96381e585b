package io.laurel.event.claims.player;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.bus.Call;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usernames beside the ids of players, for people who read lists: those that are held now, of
 * accounts of ours. A studio's players have none.
 */
public final class Usernames {
  private static final Logger LOG = LoggerFactory.getLogger(Usernames.class);
  private static final String USER_ID = "userId";
  private static final String USERNAME = "username";

  private final PlayerAccounts accounts;

  Usernames(PlayerAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * The usernames of these players by their ids; whoever has none is left out. Asks nobody where
   * none is ours. Fails with {@code unavailable} where nobody can tell.
   *
   * @param call of a member of staff, on whose behalf it is asked
   */
  public Future<Map<String, String>> of(Collection<String> userIds, Call call) {
    List<String> ours = userIds.stream().filter(Players::isOurs).distinct().toList();
    return ours.isEmpty() ? Future.succeededFuture(Map.of()) : accounts.usernames(ours, call);
  }

  /**
   * A page with {@code username} in each of its items, by its {@code userId}. A list is of use
   * without names as well: where nobody can tell them, it comes as it is.
   *
   * @param page as answered; it is changed
   * @param call as above
   */
  public Future<JsonObject> beside(JsonObject page, Call call) {
    JsonArray items = page.getJsonArray("items");
    List<JsonObject> rows =
        IntStream.range(0, items.size()).mapToObj(items::getJsonObject).toList();
    return of(rows.stream().map(row -> row.getString(USER_ID)).toList(), call)
        .otherwise(
            cause -> {
              LOG.warn("{}: no usernames beside ids: {}", call.requestId(), cause.getMessage());
              return Map.of();
            })
        .map(
            names -> {
              rows.forEach(row -> put(row, names.get(row.getString(USER_ID))));
              return page;
            });
  }

  private static void put(JsonObject row, @Nullable String name) {
    putPresent(row, USERNAME, name);
  }
}
