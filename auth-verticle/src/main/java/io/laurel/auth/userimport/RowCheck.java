package io.laurel.auth.userimport;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.user.BootstrapAdmin;
import io.laurel.auth.user.ReservedNames;
import io.laurel.auth.user.User;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a candidate of a document with the fields {@code email}, {@code username} or {@code name},
 * {@code password} (bcrypt), {@code role} or {@code roles} (default USER), and {@code suspended} or
 * {@code isActive}; others are left out. Address and username must be such as could register.
 */
final class RowCheck {
  private static final Set<String> ROLES = Set.of("USER", "OPERATOR", "AUDITOR", "ADMIN");
  private static final String EMAIL = "email";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";

  private final Operation registration;
  private final PasswordConfig passwords;
  private final ReservedNames reserved;

  RowCheck(Contract contract, PasswordConfig passwords, ReservedNames reserved) {
    this.registration = contract.operation("auth.register");
    this.passwords = passwords;
    this.reserved = reserved;
  }

  /**
   * The candidate.
   *
   * @throws IllegalArgumentException that says why there is none, in no words of the row's own
   */
  Candidate check(JsonObject document) {
    JsonObject message = registration(document);
    String hash = message.getString(PASSWORD);
    try {
      passwords.checkImported(hash);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("password: " + e.getMessage(), e);
    }
    Candidate candidate =
        new Candidate(
            User.normalizedEmail(message.getString(EMAIL)),
            message.getString(USERNAME),
            hash,
            roles(document),
            flag(document, "suspended", false) || !flag(document, "isActive", true));
    refuseReserved(candidate);
    return candidate;
  }

  private void refuseReserved(Candidate candidate) {
    if (reserved.isOfPlayers(candidate.username())) {
      throw new IllegalArgumentException(
          "username: it begins like those of a trusted issuer's players");
    }
    if (BootstrapAdmin.isReserved(candidate.email(), candidate.username())
        && !candidate.roles().contains(Role.ADMIN)) {
      throw new IllegalArgumentException("email and username of the first ADMIN are for an ADMIN");
    }
  }

  /** The username, where the row has one that could be; else it may be anything, an address too. */
  @Nullable String usernameOrNull(JsonObject document) {
    JsonObject message =
        new JsonObject()
            .put(EMAIL, "somebody@example.com")
            .put(USERNAME, username(document))
            .put(PASSWORD, "some-password");
    try {
      return registration.admit(Principal.ANONYMOUS, message).getString(USERNAME);
    } catch (Failure unfit) {
      return null;
    }
  }

  private JsonObject registration(JsonObject document) {
    JsonObject message = new JsonObject();
    putPresent(message, EMAIL, document.getValue(EMAIL));
    putPresent(message, USERNAME, username(document));
    putPresent(message, PASSWORD, document.getValue(PASSWORD));
    try {
      return registration.admit(Principal.ANONYMOUS, message);
    } catch (Failure unfit) {
      throw new IllegalArgumentException(
          unfit.faults().stream()
              .map(fault -> fault.pointer().substring(1) + " " + fault.detail())
              .collect(Collectors.joining(", ")),
          unfit);
    }
  }

  private static @Nullable Object username(JsonObject document) {
    Object username = document.getValue(USERNAME);
    return username == null ? document.getValue("name") : username;
  }

  private static Set<Role> roles(JsonObject document) {
    Object given =
        document.containsKey("roles") ? document.getValue("roles") : document.getValue("role");
    List<?> names =
        given == null
            ? List.of()
            : given instanceof JsonArray array ? array.getList() : List.of(given);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Object name : names) {
      String key = name instanceof String text ? text.toUpperCase(Locale.ROOT) : "";
      if (!ROLES.contains(key)) {
        throw new IllegalArgumentException(
            "roles: one is none of " + ROLES.stream().sorted().toList());
      }
      roles.add(Role.valueOf(key));
    }
    return roles.isEmpty() ? Set.of(Role.USER) : roles;
  }

  /** Whatever is no JSON boolean, {@code null} too, may mean either. */
  private static boolean flag(JsonObject document, String name, boolean otherwise) {
    if (!document.containsKey(name)) {
      return otherwise;
    }
    if (document.getValue(name) instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(name + ": it is neither true nor false");
  }
}
