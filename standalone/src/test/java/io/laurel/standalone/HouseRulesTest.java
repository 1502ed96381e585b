package io.laurel.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.laurel.failure.Failure;
import io.laurel.feature.Feature;
import io.laurel.http.HttpFailures;
import io.laurel.launch.Launcher;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** What of the house's style a machine can hold. */
@AnalyzeClasses(packages = "io.laurel", importOptions = HouseRulesTest.MainOnly.class)
final class HouseRulesTest {
  /** Neither test classes nor the test jars of other modules. */
  static final class MainOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  /** Methods and constructors that take a locale, or else the machine's. */
  private static final Set<String> BY_LANGUAGE =
      Set.of(
          "String.format",
          "String.formatted",
          "String.toLowerCase",
          "String.toUpperCase",
          "PrintStream.format",
          "PrintStream.printf",
          "PrintWriter.format",
          "PrintWriter.printf",
          "DateTimeFormatter.ofPattern",
          "DateTimeFormatter.ofLocalizedDate",
          "DateTimeFormatterBuilder.toFormatter",
          "NumberFormat.getInstance",
          "NumberFormat.getIntegerInstance",
          "NumberFormat.getNumberInstance",
          "NumberFormat.getPercentInstance",
          "Collator.getInstance",
          "MessageFormat.format",
          "DecimalFormat",
          "Formatter",
          "MessageFormat",
          "Scanner",
          "SimpleDateFormat");

  @ArchTest
  static final ArchRule HTTP_ONLY_AT_THE_GATE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.laurel.gateway..", "io.laurel.management..", "io.laurel.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule MONGO_CLIENT_ONLY_IN_STORES =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.laurel.mongo..", "io.laurel.bench..")
          .and()
          .haveSimpleNameNotStartingWith("Mongo")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.mongo..");

  @ArchTest
  static final ArchRule MONGO_DRIVER_IN_ONE_ROOM =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.laurel.mongo..", "io.laurel.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.mongodb..");

  /** But for the game of the demo, which is a stranger there and has nothing of ours. */
  @ArchTest
  static final ArchRule MESSAGES_ONLY_ON_THE_BUS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.laurel.bus..", "io.laurel.bench..", "io.laurel.standalone.demo..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Message.class);

  @ArchTest
  static final ArchRule SHARED_KNOWS_NO_VERTICLE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.laurel.audit..",
              "io.laurel.bus..",
              "io.laurel.cache..",
              "io.laurel.cluster..",
              "io.laurel.config..",
              "io.laurel.contract..",
              "io.laurel.failure..",
              "io.laurel.feature..",
              "io.laurel.http..",
              "io.laurel.id..",
              "io.laurel.json..",
              "io.laurel.launch..",
              "io.laurel.management..",
              "io.laurel.mongo..",
              "io.laurel.net..",
              "io.laurel.paging..",
              "io.laurel.revocation..",
              "io.laurel.schedule..",
              "io.laurel.security..",
              "io.laurel.text..",
              "io.laurel.throttle..",
              "io.laurel.time..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.laurel.auth..",
              "io.laurel.event..",
              "io.laurel.gateway..",
              "io.laurel.standalone..");

  @ArchTest
  static final ArchRule VERTICLES_KNOW_NOT_EACH_OTHER =
      slices().matching("io.laurel.(auth|event|gateway)..").should().notDependOnEachOther();

  /** Facts know nothing, outreach knows all: what happened comes before what is made of it. */
  @ArchTest
  static final ArchRule WINGS_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("facts")
          .definedBy("io.laurel.event.facts..")
          .layer("catalog")
          .definedBy("io.laurel.event.catalog..")
          .layer("claims")
          .definedBy("io.laurel.event.claims..")
          .layer("insight")
          .definedBy("io.laurel.event.insight..")
          .layer("outreach")
          .definedBy("io.laurel.event.outreach..")
          .whereLayer("outreach")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("insight")
          .mayOnlyBeAccessedByLayers("outreach")
          .whereLayer("claims")
          .mayOnlyBeAccessedByLayers("insight", "outreach")
          .whereLayer("catalog")
          .mayOnlyBeAccessedByLayers("claims", "insight", "outreach");

  /** Who wants something of another room asks its feature, its service or a narrow interface. */
  @ArchTest
  static final ArchRule STORES_BELONG_TO_THEIR_ROOM =
      noClasses()
          .that()
          .resideInAnyPackage("io.laurel.event..", "io.laurel.auth..")
          .should(
              new ArchCondition<>("depend on the store of another room") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getDirectDependenciesFromSelf().stream()
                      .filter(dependency -> isStoreOfAnother(item, dependency.getTargetClass()))
                      .forEach(
                          dependency ->
                              events.add(
                                  SimpleConditionEvent.satisfied(
                                      item, dependency.getDescription())));
                }
              });

  private static boolean isStoreOfAnother(JavaClass user, JavaClass used) {
    JavaClass store = used.getBaseComponentType();
    return store.getSimpleName().endsWith("Store")
        && (store.getPackageName().startsWith("io.laurel.event")
            || store.getPackageName().startsWith("io.laurel.auth"))
        && !store.getPackageName().equals(user.getPackageName());
  }

  /**
   * A feature is given those it builds on; one list a service knows them all, and a command makes
   * the few that it needs.
   */
  @ArchTest
  static final ArchRule ROOMS_ARE_ASSEMBLED_IN_ONE_LIST =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.laurel.event", "io.laurel.auth", "io.laurel.auth.userimport")
          .should()
          .callConstructorWhere(
              describe(
                  "a feature is made",
                  call -> call.getTargetOwner().isAssignableTo(Feature.class)));

  @ArchTest
  static final ArchRule ROOMS_WITHOUT_CIRCLES =
      slices().matching("io.laurel.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.laurel.launch..", "io.laurel.bench..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule ONLY_THE_LAUNCHER_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Launcher.class)
          .and()
          .resideOutsideOfPackage("io.laurel.bench..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  /** But who starts or ends a process, or is one command of it: an event loop would stand still. */
  @ArchTest
  static final ArchRule NOBODY_WAITS_FOR_A_FUTURE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.laurel.launch..",
              "io.laurel.auth.userimport..",
              "io.laurel.standalone..",
              "io.laurel.bench..")
          .should()
          .callMethodWhere(
              describe(
                  "somebody waits for a future",
                  call ->
                      call.getName().equals("await")
                          && call.getTargetOwner().isAssignableTo(Future.class)));

  /** A text that a machine reads; what people read of it costs nothing to write so too. */
  @ArchTest
  static final ArchRule NO_TEXT_IN_THE_LANGUAGE_OF_THE_MACHINE =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "the machine's language decides",
                  call ->
                      BY_LANGUAGE.contains(
                              call.getTargetOwner().getSimpleName() + "." + call.getName())
                          && call.getTarget().getRawParameterTypes().stream()
                              .noneMatch(type -> type.isEquivalentTo(Locale.class))))
          .orShould()
          .callConstructorWhere(
              describe(
                  "the machine's language decides",
                  call ->
                      BY_LANGUAGE.contains(call.getTargetOwner().getSimpleName())
                          && call.getTarget().getRawParameterTypes().stream()
                              .noneMatch(type -> type.isEquivalentTo(Locale.class))));

  @ArchTest
  static final ArchRule NAMES_THAT_SAY_NOTHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Utils?|Helper|Manager)$")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..");

  @ArchTest
  static final ArchRule BARE_RUNTIME_EXCEPTIONS =
      noClasses()
          .should()
          .callConstructorWhere(
              describe(
                  "a bare RuntimeException is made",
                  call ->
                      call.getTargetOwner().isEquivalentTo(RuntimeException.class)
                          && !call.getOriginOwner().isAssignableTo(RuntimeException.class)));

  @ArchTest
  static final ArchRule STATUS_NUMBERS_ONLY_WHERE_FAILURES_ARE_MADE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.laurel.failure..")
          .and()
          .doNotBelongToAnyOf(HttpFailures.class)
          .should()
          .callMethod(Failure.class, "of", int.class, String.class, String.class);

  @ArchTest
  static final ArchRule GATEWAY_KNOWS_NO_STORE =
      noClasses()
          .that(resideInAPackage("io.laurel.gateway.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.laurel.mongo..");
}
