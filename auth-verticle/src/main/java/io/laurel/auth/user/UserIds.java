package io.laurel.auth.user;

import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import java.util.List;
import java.util.Set;

/** Accounts as a call names them: {@code ids}, by commas. */
final class UserIds {
  static final String FIELD = "ids";

  private UserIds() {}

  /** Each once. Fails with {@code invalid-request} where there are more than that. */
  static Set<String> of(Call call, int max) {
    Set<String> ids = Set.copyOf(List.of(call.text(FIELD).split(",", -1)));
    if (ids.size() > max) {
      throw Failure.invalidRequest("/" + FIELD, "must not name more than " + max);
    }
    return ids;
  }
}
