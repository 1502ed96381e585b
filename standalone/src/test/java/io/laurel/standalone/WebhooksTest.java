package io.laurel.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.laurel.bus.Announcement;
import io.laurel.contract.Contract;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rooms announce is what the contract's {@code webhooks} describe for the bus. */
final class WebhooksTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new HouseRulesTest.MainOnly())
          .importPackages("io.laurel");

  @Test
  void announcements_areTheWebhooksOfTheContract() throws IllegalAccessException {
    List<String> announced = new ArrayList<>();
    for (JavaField field : MAIN.stream().flatMap(type -> type.getFields().stream()).toList()) {
      if (field.getRawType().isEquivalentTo(Announcement.class)
          && field.getModifiers().contains(JavaModifier.STATIC)) {
        announced.add(address(field.reflect()));
      }
    }
    assertThat(announced).containsExactlyInAnyOrderElementsOf(described());
  }

  /** Those that have an address on the bus; the others are delivered to endpoints. */
  private static List<String> described() {
    JsonObject webhooks = Contract.load().document().getJsonObject("webhooks");
    return webhooks.fieldNames().stream()
        .filter(
            name ->
                webhooks
                    .getJsonObject(name)
                    .getJsonObject("post")
                    .containsKey("x-event-bus-address"))
        .toList();
  }

  private static String address(Field constant) throws IllegalAccessException {
    constant.setAccessible(true);
    return ((Announcement) constant.get(null)).address();
  }

  /** Else the other test would not see it. */
  @Test
  void announcements_areConstants() {
    noClasses()
        .should()
        .callConstructorWhere(
            describe(
                "an announcement is made that is no constant",
                call ->
                    call.getTargetOwner().isEquivalentTo(Announcement.class)
                        && !(call.getOrigin() instanceof JavaStaticInitializer)))
        .check(MAIN);
  }
}
