package io.laurel.auth.userimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.user.ReservedNames;
import io.laurel.contract.Contract;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowCheckTest {
  private static final String HASH = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

  private final RowCheck check =
      new RowCheck(
          Contract.load(),
          new PasswordConfig(1, PasswordConfig.Queues.ofEach(1), Duration.ofSeconds(60), 10),
          new ReservedNames(List.of("studio")));

  @Test
  void check_usualRow_candidate() {
    Candidate candidate =
        check.check(
            new JsonObject()
                .put("email", " Ada@Example.com ")
                .put("name", "Ada")
                .put("password", HASH)
                .put("nickname", new JsonObject().put("$ne", 1)));

    assertThat(candidate.email()).isEqualTo("ada@example.com");
    assertThat(candidate.username()).isEqualTo("Ada");
    assertThat(candidate.roles()).containsExactly(Role.USER);
    assertThat(candidate.suspended()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                               | email is required",
        "{'email': null}                  | email is required",
        "{'email': 5}                     | email must be of type string",
        "{'email': {'$ne': 1}}            | email must be of type string",
        "{'email': 'nobody'}              | email must",
        "{'username': 'Ada Lovelace'}     | username must match",
        "{'username': 'ab'}               | username must have at least 3 characters",
        "{'username': ['ada']}            | username must be of type string",
        "{'password': null}               | password is required",
        "{'password': 'plain-text-pass'}  | password: it is no bcrypt hash",
        "{'password': '$2a$11$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i'} | password: its bcrypt cost 11",
        "{'role': 'SERVICE'}              | roles: one is none of",
        "{'role': 'OPERATOR,ADMIN'}       | roles: one is none of",
        "{'roles': ['USER', null]}        | roles: one is none of",
        "{'roles': ['USER', {'a': 1}]}    | roles: one is none of",
        "{'username': 'Admin'}            | of the first ADMIN",
        "{'username': 'Studio-7'}         | of a trusted issuer's players"
      })
  void check_unfit_saysWhy(String change, String reason) {
    JsonObject row =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "ada")
            .put("password", HASH)
            .mergeIn(new JsonObject(change.replace('\'', '"')));
    if (change.equals("{}")) {
      row.remove("email");
    }

    assertThatThrownBy(() -> check.check(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
