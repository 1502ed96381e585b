package io.laurel.event;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.contract.Contract;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** Calls as a service gets them: admitted by the contract. */
public final class Calls {
  private static final Contract CONTRACT = Contract.load();

  private Calls() {}

  /** A call by an operator. */
  public static Call byOperator(String operation, JsonObject message) {
    return by(Role.OPERATOR, operation, message);
  }

  public static Call by(Role role, String operation, JsonObject message) {
    return by("usr_" + role, role, operation, message);
  }

  /** A call by that user, whose only role it is. */
  public static Call by(String userId, Role role, String operation, JsonObject message) {
    Principal caller = new Principal(userId, "olga", "ses_1", Set.of(role), 0, Instant.MAX);
    JsonObject admitted = CONTRACT.operation(operation).admit(caller, message);
    return new Call(operation, caller, admitted, "req", Origin.UNKNOWN);
  }

  /** The code with which an answer is refused; "done" where it is not. */
  public static String codeOf(Future<?> answer) {
    try {
      answer.await();
      return "done";
    } catch (Failure refused) {
      return refused.code();
    }
  }
}
