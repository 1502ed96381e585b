package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.security.Role;
import io.laurel.standalone.AccessTable.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract against the table that is kept by hand; what is done by it, see RolePromisesIT. */
final class AccessTableTest {
  private static final String BASE = "/api/v1";

  private static final List<Operation> OPERATIONS = Contract.load().operations();

  @Test
  void contract_everyOperation_admitsWhomTheTableNamesAndNobodyElse() {
    assertThat(OPERATIONS)
        .extracting(AccessTableTest::line)
        .containsExactlyInAnyOrderElementsOf(
            AccessTable.rows().stream().map(AccessTableTest::line).toList());
  }

  private static String line(Operation operation) {
    return line(
        operation.method(),
        operation.path().substring(BASE.length()),
        operation.address(),
        operation.access().open(),
        operation.access().roles());
  }

  private static String line(Row row) {
    return line(row.method(), row.path(), row.address(), row.open(), row.roles());
  }

  private static String line(
      String method, String path, String address, boolean open, Set<Role> roles) {
    String who = open ? "anyone" : roles.isEmpty() ? "signed in" : new TreeSet<>(roles).toString();
    return method + " " + path + " " + address + " " + who;
  }

  /** Two operations at one address would take turns, each by the other's rules. */
  @Test
  void contract_addresses_areEachOneOperations() {
    assertThat(OPERATIONS.stream().map(Operation::address).filter(Objects::nonNull))
        .doesNotHaveDuplicates();
    assertThat(OPERATIONS)
        .filteredOn(operation -> operation.address() != null)
        .allMatch(operation -> operation.address().equals(operation.id()));
  }

  @Test
  void table_everyRow_namesAnOperationOnce() {
    assertThat(AccessTable.rows()).extracting(Row::toString).doesNotHaveDuplicates();
    assertThat(OPERATIONS).hasSameSizeAs(AccessTable.rows());
  }

  /** So that somebody who adds a role has to say here what it may. */
  @Test
  void table_everyRole_mayDoSomethingByItself() {
    Set<Role> named = EnumSet.noneOf(Role.class);
    AccessTable.rows().forEach(row -> named.addAll(row.roles()));

    assertThat(named).containsExactlyInAnyOrder(Role.values());
    assertThat(AccessTable.rows())
        .filteredOn(row -> !row.roles().isEmpty())
        .allMatch(row -> row.admits(Role.ADMIN));
  }
}
