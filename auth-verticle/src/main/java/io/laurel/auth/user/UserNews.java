package io.laurel.auth.user;

import io.laurel.bus.Announcement;
import io.laurel.bus.Announcements;
import io.vertx.core.json.JsonObject;

/** Tells the bus of accounts: ids and roles, nothing personal, because every member hears it. */
final class UserNews {
  /** Somebody opened an account. */
  static final Announcement USER_REGISTERED = new Announcement("auth.user.registered");

  /** A user has other roles now. */
  static final Announcement USER_ROLES_CHANGED = new Announcement("auth.user.roles-changed");

  private final Announcements announcements;

  /** Tells through {@code announcements}. */
  UserNews(Announcements announcements) {
    this.announcements = announcements;
  }

  void registered(User user) {
    announcements.publish(USER_REGISTERED, message(user));
  }

  void rolesChanged(User user) {
    announcements.publish(USER_ROLES_CHANGED, message(user));
  }

  private static JsonObject message(User user) {
    return new JsonObject().put("userId", user.id()).put("roles", user.rolesAsJson());
  }
}
