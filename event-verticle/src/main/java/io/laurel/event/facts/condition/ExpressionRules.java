package io.laurel.event.facts.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.laurel.event.facts.activity.Measure;
import io.laurel.event.facts.activity.Source;
import io.laurel.text.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may be made of: whole numbers, {@code true} and {@code false}, arithmetic,
 * comparison, logic, choice, and measures with literal arguments. Each part is evaluated at most
 * once, so an expression costs no more than its length; what must be read to evaluate it, and that
 * it is true or false, is known when it is written.
 */
final class ExpressionRules {
  private static final Pattern ACTIVITY = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final int MAX_SUBJECT = 128;
  private static final int MAX_SOURCES = 20;
  private static final int MAX_NAME = 40;
  private static final Map<String, Measure.Kind> MEASURES =
      Map.of(
          "days", Measure.Kind.DAYS,
          "streak", Measure.Kind.STREAK,
          "count", Measure.Kind.COUNT,
          "sum", Measure.Kind.SUM,
          "max", Measure.Kind.MAX);
  private static final Set<Measure.Kind> OF_SUBJECTS =
      Set.of(Measure.Kind.COUNT, Measure.Kind.SUM, Measure.Kind.MAX);

  private final Map<Long, Integer> places;
  private final Set<Source> sources = new LinkedHashSet<>();

  /**
   * An expression that keeps the rules.
   *
   * @param sources the activities it reads
   */
  record Ruled(Term.Truth truth, Set<Source> sources) {}

  private ExpressionRules(Map<Long, Integer> places) {
    this.places = places;
  }

  static Ruled apply(CelAbstractSyntaxTree tree) throws ExpressionException {
    ExpressionRules rules = new ExpressionRules(tree.getSource().getPositionsMap());
    Term term = rules.term(tree.getExpr());
    if (!(term instanceof Term.Truth truth)) {
      throw new ExpressionException(
          "is a number as a whole; it must be true or false, such as days(\"LOGIN\") >= 5");
    }
    if (rules.sources.size() > MAX_SOURCES) {
      throw new ExpressionException("asks for more than " + MAX_SOURCES + " activities");
    }
    return new Ruled(truth, rules.sources);
  }

  private Term term(CelExpr expression) throws ExpressionException {
    Kind kind = expression.getKind();
    if (kind == Kind.CONSTANT) {
      return constant(expression);
    }
    if (kind == Kind.IDENT) {
      throw refusal("does not know " + clipped(expression.ident().name()), expression);
    }
    if (kind != Kind.CALL || expression.call().target().isPresent()) {
      throw beyond(expression);
    }
    String function = expression.call().function();
    Measure.Kind measured = MEASURES.get(function);
    if (measured != null) {
      return measure(measured, expression);
    }
    ExpressionOperator operator = ExpressionOperator.of(function);
    if (operator != null) {
      return operator(operator, expression);
    }
    throw Character.isLetter(function.charAt(0))
        ? refusal("does not know the function " + clipped(function), expression)
        : beyond(expression);
  }

  private Term operator(ExpressionOperator operator, CelExpr expression)
      throws ExpressionException {
    List<CelExpr> arguments = expression.call().args();
    Term[] terms = new Term[arguments.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = term(arguments.get(i));
    }
    Term joined = operator.join(terms);
    if (joined == null) {
      throw refusal(operator.takes(), expression);
    }
    return joined;
  }

  private Term constant(CelExpr expression) throws ExpressionException {
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> Term.Whole.of(constant.int64Value());
      case BOOLEAN_VALUE -> Term.Truth.of(constant.booleanValue());
      default ->
          throw refusal("takes no constants here but whole numbers, true and false", expression);
    };
  }

  private Term measure(Measure.Kind kind, CelExpr expression) throws ExpressionException {
    CelCall call = expression.call();
    int most = OF_SUBJECTS.contains(kind) ? 2 : 1;
    if (call.args().isEmpty() || call.args().size() > most) {
      throw refusal(
          call.function() + " takes an activity" + (most > 1 ? " and perhaps a subject" : ""),
          expression);
    }
    String activity = literal(call.args().get(0));
    if (!ACTIVITY.matcher(activity).matches()) {
      throw refusal(
          "names an activity that cannot be; they are like " + ACTIVITY, call.args().get(0));
    }
    Measure measure = new Measure(kind, activity, subject(call.args()));
    sources.add(measure.source());
    return Term.Whole.of(measure);
  }

  private @Nullable String subject(List<CelExpr> arguments) throws ExpressionException {
    if (arguments.size() < 2) {
      return null;
    }
    // As subjects of facts are.
    String subject = Spelling.DATA.of(literal(arguments.get(1)));
    if (subject.isEmpty() || subject.length() > MAX_SUBJECT) {
      throw refusal(
          "names a subject that has not 1 to " + MAX_SUBJECT + " characters", arguments.get(1));
    }
    return subject;
  }

  private String literal(CelExpr argument) throws ExpressionException {
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw refusal("must name activities and subjects by literal texts", argument);
    }
    return argument.constant().stringValue();
  }

  private ExpressionException beyond(CelExpr expression) {
    return refusal(
        "takes whole numbers, true, false, arithmetic, comparison, logic, and days, streak, count,"
            + " sum and max of an activity; nothing else",
        expression);
  }

  private ExpressionException refusal(String what, CelExpr expression) {
    Integer place = places.get(expression.id());
    return place == null ? new ExpressionException(what) : new ExpressionException(what, place + 1);
  }

  private static String clipped(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
  }
}
