package io.laurel.event.condition;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.laurel.event.activity.Source;
import io.laurel.text.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an expression may be made of: whole numbers, {@code true} and {@code false}, arithmetic,
 * comparison, logic, choice, and our functions with literal arguments. Each part is evaluated at
 * most once, so an expression costs no more than its length; and what must be read to evaluate it
 * is known when it is written.
 */
final class ExpressionRules {
  private static final Set<String> OPERATORS =
      Stream.of(
              Operator.CONDITIONAL,
              Operator.LOGICAL_AND,
              Operator.LOGICAL_OR,
              Operator.LOGICAL_NOT,
              Operator.EQUALS,
              Operator.NOT_EQUALS,
              Operator.LESS,
              Operator.LESS_EQUALS,
              Operator.GREATER,
              Operator.GREATER_EQUALS,
              Operator.ADD,
              Operator.SUBTRACT,
              Operator.MULTIPLY,
              Operator.DIVIDE,
              Operator.MODULO,
              Operator.NEGATE)
          .map(Operator::getFunction)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern ACTIVITY = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final int MAX_SUBJECT = 128;
  private static final int MAX_SOURCES = 20;

  private final Set<Source> sources = new LinkedHashSet<>();

  private ExpressionRules() {}

  /** The activities that an expression reads. */
  static Set<Source> sourcesOf(CelExpr expression) throws ExpressionException {
    ExpressionRules rules = new ExpressionRules();
    rules.visit(expression);
    if (rules.sources.size() > MAX_SOURCES) {
      throw new ExpressionException("asks for more than " + MAX_SOURCES + " activities");
    }
    return rules.sources;
  }

  private void visit(CelExpr expression) throws ExpressionException {
    Kind kind = expression.getKind();
    if (kind == Kind.CONSTANT) {
      checkConstant(expression.constant());
    } else if (kind == Kind.CALL && ExpressionFunctions.isOne(expression.call().function())) {
      sources.add(source(expression.call()));
    } else if (kind == Kind.CALL && OPERATORS.contains(expression.call().function())) {
      for (CelExpr argument : expression.call().args()) {
        visit(argument);
      }
    } else {
      throw new ExpressionException(
          "takes whole numbers, true, false, arithmetic, comparison, logic, and days, streak,"
              + " count, sum and max of an activity; nothing else");
    }
  }

  private static void checkConstant(CelConstant constant) throws ExpressionException {
    switch (constant.getKind()) {
      case INT64_VALUE, BOOLEAN_VALUE -> {}
      default -> throw new ExpressionException("takes no constants but whole numbers, true, false");
    }
  }

  private static Source source(CelCall call) throws ExpressionException {
    List<CelExpr> arguments = call.args();
    String activity = literal(arguments.get(0));
    if (!ACTIVITY.matcher(activity).matches()) {
      throw new ExpressionException("names an activity that cannot be: " + ACTIVITY.pattern());
    }
    if (arguments.size() == 1) {
      return Source.of(activity);
    }
    // As subjects of facts are.
    String subject = Spelling.DATA.of(literal(arguments.get(1)));
    if (subject.isEmpty() || subject.length() > MAX_SUBJECT) {
      throw new ExpressionException("names a subject that has not 1 to 128 characters");
    }
    return Source.of(activity, subject);
  }

  private static String literal(CelExpr argument) throws ExpressionException {
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw new ExpressionException("must name activities and subjects by literal texts");
    }
    return argument.constant().stringValue();
  }
}
