package io.laurel.event.facts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.laurel.event.Fixtures;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.condition.Expressions.Outcome;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our reading of expressions against CEL's own type checker and runtime, which are far too slow to
 * judge claims by: what one takes the other takes, and it is worth the same.
 */
final class ExpressionOracleTest {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "count",
                  CelOverloadDecl.newGlobalOverload(
                      "count_activity", SimpleType.INT, SimpleType.STRING)))
          .setResultType(SimpleType.BOOL)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(
              CelFunctionBinding.from("count_activity", String.class, activity -> 0L))
          .build();

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "7",
          "-3",
          "9223372036854775807",
          "-9223372036854775808",
          "4294967296",
          "count('A')");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
  private static final List<String> COMPARISON = List.of("<", "<=", ">", ">=", "==", "!=");
  private static final List<String> LOGIC = List.of("&&", "||");

  private final Expressions ours = new Expressions(Fixtures::atOnce);

  /** Null where CEL does not take it. */
  private static Long oracle(String text) {
    try {
      Object value = RUNTIME.createProgram(COMPILER.compile(text).getAst()).eval();
      return Boolean.TRUE.equals(value) ? 1L : 0L;
    } catch (CelValidationException e) {
      return null;
    } catch (CelEvaluationException e) {
      return 0L;
    }
  }

  private Long ours(String text) {
    return ours.of(text) instanceof Outcome.Read read
        ? read.expression().measure(Facts.none())
        : null;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void measure_whatIsWellMade_asCelHasIt(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      String text = truth(random, 4);

      assertThat(ours(text)).as("seed %s: %s", seed, text).isNotNull().isEqualTo(oracle(text));
    }
  }

  /** Numbers and truths at random, so that most cannot be. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void of_whatMayBeIllMade_takenWhereCelTakesIt(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      String text = any(random, 2);

      assertThat(ours(text)).as("seed %s: %s", seed, text).isEqualTo(oracle(text));
    }
  }

  /** Every operator at every edge of what a number can be. */
  @Test
  void measure_atTheEdgesOfNumbers_asCelHasIt() {
    for (String operator : ARITHMETIC) {
      for (String left : NUMBERS) {
        for (String right : NUMBERS) {
          String joined = "(" + left + ") " + operator + " (" + right + ")";
          for (String text : List.of(joined + " > 0", joined + " <= 0 || " + joined + " > 0")) {
            assertThat(ours(text)).as(text).isNotNull().isEqualTo(oracle(text));
          }
        }
      }
    }
  }

  private static String number(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return pick(random, NUMBERS);
    }
    return switch (random.nextInt(6)) {
      case 0 -> "-(" + number(random, depth - 1) + ")";
      case 1 ->
          choice(truth(random, depth - 1), number(random, depth - 1), number(random, depth - 1));
      default ->
          joined(number(random, depth - 1), pick(random, ARITHMETIC), number(random, depth - 1));
    };
  }

  private static String truth(Random random, int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? "true" : "false";
    }
    return switch (random.nextInt(6)) {
      case 0 -> "!(" + truth(random, depth - 1) + ")";
      case 1 ->
          choice(truth(random, depth - 1), truth(random, depth - 1), truth(random, depth - 1));
      case 2, 3 -> joined(truth(random, depth - 1), pick(random, LOGIC), truth(random, depth - 1));
      case 4 ->
          joined(truth(random, depth - 1), pick(random, COMPARISON), truth(random, depth - 1));
      default ->
          joined(number(random, depth - 1), pick(random, COMPARISON), number(random, depth - 1));
    };
  }

  private static String any(Random random, int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? pick(random, NUMBERS) : "true";
    }
    return switch (random.nextInt(5)) {
      case 0 -> (random.nextBoolean() ? "!(" : "-(") + any(random, depth - 1) + ")";
      case 1 -> choice(any(random, depth - 1), any(random, depth - 1), any(random, depth - 1));
      case 2 -> joined(any(random, depth - 1), pick(random, LOGIC), any(random, depth - 1));
      case 3 -> joined(any(random, depth - 1), pick(random, COMPARISON), any(random, depth - 1));
      default -> joined(any(random, depth - 1), pick(random, ARITHMETIC), any(random, depth - 1));
    };
  }

  private static String joined(String left, String operator, String right) {
    return "(" + left + ") " + operator + " (" + right + ")";
  }

  private static String choice(String condition, String yes, String no) {
    return "(" + condition + ") ? (" + yes + ") : (" + no + ")";
  }

  private static String pick(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
