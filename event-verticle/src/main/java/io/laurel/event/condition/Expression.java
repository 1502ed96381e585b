package io.laurel.event.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import io.laurel.event.activity.Facts;
import io.laurel.event.activity.Source;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code EXPRESSION}: whether an expression in Google's Common Expression Language is true. What it
 * may say is {@link ExpressionRules}; how it counts is {@link ExpressionFunctions}.
 */
final class Expression implements Criterion {
  private static final Logger LOG = LoggerFactory.getLogger(Expression.class);
  private static final String PARAM = "expression";

  private final Program program;
  private final Set<Source> sources;

  private Expression(Program program, Set<Source> sources) {
    this.program = program;
    this.sources = sources;
  }

  static Criterion of(Params params) {
    String text = params.text(PARAM);
    if (text.isEmpty()) {
      return null;
    }
    try {
      CelAbstractSyntaxTree tree = ExpressionLanguage.check(text);
      Set<Source> sources = ExpressionRules.sourcesOf(tree.getExpr());
      return new Expression(ExpressionLanguage.program(tree), sources);
    } catch (ExpressionException e) {
      params.refuse(PARAM, e.getMessage());
      return null;
    }
  }

  @Override
  public Set<Source> sources() {
    return sources;
  }

  @Override
  public long target() {
    return 1;
  }

  /** 1 where it is true, else 0; also where it has no value, such as after a division by zero. */
  @Override
  public long measure(Facts facts) {
    try {
      return Boolean.TRUE.equals(program.eval(Map.of(), ExpressionFunctions.over(facts))) ? 1 : 0;
    } catch (CelEvaluationException e) {
      LOG.debug("an expression has no value: {}", e.getMessage());
      return 0;
    }
  }
}
