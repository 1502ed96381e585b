package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
  private static final Contract CONTRACT = Contract.load();
  private final Audience audience = new Audience(CONTRACT);

  @Test
  void everyOperation_servedByOneKindThatIsNoMember() {
    for (Operation operation : CONTRACT.operations()) {
      if (operation.address() != null) {
        assertThat(audience.at(operation.address()))
            .as(operation.id())
            .hasSize(1)
            .isSubsetOf(NodeKind.SERVICES);
        assertThat(audience.operation(operation.address())).isSameAs(operation);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "auth.login,AUTH",
    "user.setRoles,AUTH",
    "audit.list,AUTH",
    "claim.submit,EVENT",
    "activity.record,EVENT"
  })
  void operation_servedByThatKind(String address, NodeKind kind) {
    assertThat(audience.at(address)).isEqualTo(Set.of(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim.granted", "auth.session.revoked", "game.rewards", Wire.REPLY})
  void whatIsTold_mayBeHeardByAnybody(String address) {
    assertThat(audience.at(address)).isNull();
    assertThat(audience.operation(address)).isNull();
  }

  @Test
  void betweenNodes_noMemberHears() {
    assertThat(audience.at("_event.delivery.nodes"))
        .containsExactlyInAnyOrder(NodeKind.GATEWAY, NodeKind.AUTH, NodeKind.EVENT);
  }
}
