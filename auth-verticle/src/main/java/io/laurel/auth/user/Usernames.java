package io.laurel.auth.user;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What accounts are called now, for lists that show names beside ids. */
public final class Usernames {
  private static final int MAX_IDS = 1_000;

  private final UserStore store;

  /** The names of the accounts in that store. */
  Usernames(UserStore store) {
    this.store = store;
  }

  /** The usernames of these accounts by their ids; what is no id of ours is left out. */
  public Future<Map<String, String>> of(Collection<String> ids) {
    Set<String> ours =
        ids.stream().filter(id -> id.startsWith(UserService.PREFIX)).collect(Collectors.toSet());
    return ours.isEmpty()
        ? Future.succeededFuture(Map.of())
        : store
            .byIds(ours)
            .map(found -> found.stream().collect(Collectors.toMap(User::id, User::username)));
  }

  /** The usernames of the accounts named by {@code ids}, for other services. */
  Future<Reply> list(Call call) {
    return of(UserIds.of(call, MAX_IDS))
        .map(
            names -> {
              JsonArray items = new JsonArray();
              names.forEach(
                  (id, name) -> items.add(new JsonObject().put("id", id).put("username", name)));
              return Reply.of(new JsonObject().put("items", items));
            });
  }
}
