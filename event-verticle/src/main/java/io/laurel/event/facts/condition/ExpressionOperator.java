package io.laurel.event.facts.condition;

import dev.cel.common.Operator;
import io.laurel.event.facts.condition.Term.Truth;
import io.laurel.event.facts.condition.Term.Whole;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What joins terms.
 *
 * @param function CEL's name for it
 * @param takes what its writer is told where terms do not fit
 * @param joined makes a term of terms; null where they do not fit
 */
record ExpressionOperator(String function, String takes, Function<Term[], @Nullable Term> joined) {
  private static final Map<String, ExpressionOperator> ALL =
      Stream.of(
              reckoning(Operator.ADD, Whole::add),
              reckoning(Operator.SUBTRACT, Whole::subtract),
              reckoning(Operator.MULTIPLY, Whole::multiply),
              reckoning(Operator.DIVIDE, Whole::divide),
              reckoning(Operator.MODULO, Whole::modulo),
              negation(),
              comparison(Operator.LESS, order -> order < 0),
              comparison(Operator.LESS_EQUALS, order -> order <= 0),
              comparison(Operator.GREATER, order -> order > 0),
              comparison(Operator.GREATER_EQUALS, order -> order >= 0),
              comparison(Operator.EQUALS, order -> order == 0),
              comparison(Operator.NOT_EQUALS, order -> order != 0),
              logic(Operator.LOGICAL_AND, Truth::and),
              logic(Operator.LOGICAL_OR, Truth::or),
              not(),
              choice())
          .collect(Collectors.toUnmodifiableMap(ExpressionOperator::function, Function.identity()));

  /** What a comparison makes of an order: negative, 0, positive. */
  private interface Verdict {
    boolean of(int order);
  }

  /** The operator that CEL calls so, or null. */
  static @Nullable ExpressionOperator of(String function) {
    return ALL.get(function);
  }

  /** These terms joined, or null where they do not fit. */
  @Nullable Term join(Term... terms) {
    return joined.apply(terms);
  }

  private static ExpressionOperator reckoning(Operator operator, BinaryOperator<Whole> join) {
    return new ExpressionOperator(
        operator.getFunction(),
        "joins by " + symbol(operator) + " what are not two whole numbers",
        ofTwo(Whole.class, join));
  }

  private static ExpressionOperator logic(Operator operator, BinaryOperator<Truth> join) {
    return new ExpressionOperator(
        operator.getFunction(),
        "joins by " + symbol(operator) + " what are not both true or false",
        ofTwo(Truth.class, join));
  }

  private static ExpressionOperator comparison(Operator operator, Verdict verdict) {
    return new ExpressionOperator(
        operator.getFunction(),
        "compares by " + symbol(operator) + " a number with what is true or false",
        terms -> {
          if (terms[0] instanceof Whole left && terms[1] instanceof Whole right) {
            return (Truth) facts -> verdict.of(Long.compare(left.of(facts), right.of(facts)));
          }
          if (terms[0] instanceof Truth left && terms[1] instanceof Truth right) {
            return (Truth) facts -> verdict.of(Boolean.compare(left.of(facts), right.of(facts)));
          }
          return null;
        });
  }

  private static ExpressionOperator negation() {
    return new ExpressionOperator(
        Operator.NEGATE.getFunction(),
        "puts - before what is not a whole number",
        ofOne(Whole.class, Whole::negate));
  }

  private static ExpressionOperator not() {
    return new ExpressionOperator(
        Operator.LOGICAL_NOT.getFunction(),
        "puts ! before what is not true or false",
        ofOne(Truth.class, Truth::not));
  }

  private static <T extends Term> Function<Term[], @Nullable Term> ofOne(
      Class<T> kind, UnaryOperator<T> change) {
    return terms -> kind.isInstance(terms[0]) ? change.apply(kind.cast(terms[0])) : null;
  }

  private static <T extends Term> Function<Term[], @Nullable Term> ofTwo(
      Class<T> kind, BinaryOperator<T> join) {
    return terms ->
        kind.isInstance(terms[0]) && kind.isInstance(terms[1])
            ? join.apply(kind.cast(terms[0]), kind.cast(terms[1]))
            : null;
  }

  private static ExpressionOperator choice() {
    return new ExpressionOperator(
        Operator.CONDITIONAL.getFunction(),
        "chooses by ? what is not true or false, or between a number and what is none",
        terms -> {
          if (!(terms[0] instanceof Truth condition)) {
            return null;
          }
          if (terms[1] instanceof Whole yes && terms[2] instanceof Whole no) {
            return Whole.choice(condition, yes, no);
          }
          return terms[1] instanceof Truth yes && terms[2] instanceof Truth no
              ? Truth.choice(condition, yes, no)
              : null;
        });
  }

  /** As it is written: {@code _&&_} is CEL's name of {@code &&}. */
  private static String symbol(Operator operator) {
    return operator.getFunction().replace("_", "");
  }
}
