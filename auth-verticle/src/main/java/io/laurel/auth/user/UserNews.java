package io.laurel.auth.user;

import io.laurel.bus.Announcements;
import io.vertx.core.json.JsonObject;

/** Tells the bus of accounts: ids and roles, nothing personal, because every member hears it. */
final class UserNews {
  private final Announcements announcements;

  /** Tells through {@code announcements}. */
  UserNews(Announcements announcements) {
    this.announcements = announcements;
  }

  void registered(User user) {
    announcements.publish(Announcements.USER_REGISTERED, message(user));
  }

  void rolesChanged(User user) {
    announcements.publish(Announcements.USER_ROLES_CHANGED, message(user));
  }

  private static JsonObject message(User user) {
    return new JsonObject().put("userId", user.id()).put("roles", user.rolesAsJson());
  }
}
