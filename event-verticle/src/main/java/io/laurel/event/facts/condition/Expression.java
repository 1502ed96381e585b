package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import io.laurel.event.facts.condition.Expressions.Outcome;
import io.laurel.text.Spelling;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code EXPRESSION}: whether an expression in Google's Common Expression Language is true. What it
 * may say is {@link ExpressionRules}.
 */
record Expression(Term.Truth truth, Set<Source> sources) implements Criterion {
  private static final String PARAM = "expression";

  /** Keeps the sources as they are. */
  Expression {
    sources = Set.copyOf(sources);
  }

  static @Nullable Criterion of(Params params, Expressions expressions) {
    String text = params.text(PARAM);
    if (text.isEmpty()) {
      return null;
    }
    Outcome outcome = expressions.of(text);
    if (outcome instanceof Outcome.Read read) {
      return read.expression();
    }
    params.refuse(PARAM, ((Outcome.Refused) outcome).why());
    return null;
  }

  /** The text of a condition that is one, spelled as {@link Params} do; empty without one. */
  static String textOf(Condition condition) {
    return Spelling.DATA.of(condition.params().getString(PARAM, ""));
  }

  @Override
  public long target() {
    return 1;
  }

  /** 1 where it is true, else 0; also where it has no value, such as after a division by zero. */
  @Override
  public long measure(Facts facts) {
    try {
      return truth.of(facts) ? 1 : 0;
    } catch (Term.NoValue e) {
      return 0;
    }
  }
}
