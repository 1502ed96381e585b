package io.laurel.event.condition;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import io.laurel.event.activity.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an expression can ask: {@code days} and {@code streak} of an activity, {@code count}, {@code
 * sum} and {@code max} of an activity, or of one about a subject.
 */
final class ExpressionFunctions {
  private static final Set<String> OF_ACTIVITY = Set.of("days", "streak");
  private static final Set<String> OF_SUBJECT = Set.of("count", "sum", "max");

  private ExpressionFunctions() {}

  static boolean isOne(String function) {
    return OF_ACTIVITY.contains(function) || OF_SUBJECT.contains(function);
  }

  static List<String> names() {
    List<String> names = new ArrayList<>(OF_ACTIVITY);
    names.addAll(OF_SUBJECT);
    return names;
  }

  static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    OF_ACTIVITY.forEach(
        name -> declarations.add(CelFunctionDecl.newFunctionDeclaration(name, ofActivity(name))));
    OF_SUBJECT.forEach(
        name ->
            declarations.add(
                CelFunctionDecl.newFunctionDeclaration(
                    name,
                    ofActivity(name),
                    CelOverloadDecl.newGlobalOverload(
                        name + "_subject", SimpleType.INT, SimpleType.STRING, SimpleType.STRING))));
    return declarations;
  }

  private static CelOverloadDecl ofActivity(String name) {
    return CelOverloadDecl.newGlobalOverload(name + "_activity", SimpleType.INT, SimpleType.STRING);
  }

  /** The functions over one player's facts. */
  static CelLateFunctionBindings over(Facts facts) {
    return CelLateFunctionBindings.from(
        unary("days", activity -> (long) facts.days(activity).size()),
        unary("streak", facts::longestStreak),
        unary("count", activity -> facts.count(activity, null)),
        unary("sum", activity -> facts.sum(activity, null)),
        unary("max", activity -> facts.max(activity, null)),
        binary("count", facts::count),
        binary("sum", facts::sum),
        binary("max", facts::max));
  }

  private interface OfActivity {
    long apply(String activity);
  }

  private interface OfSubject {
    long apply(String activity, String subject);
  }

  // Bindings should never change, as CEL sees it; these live for one evaluation, and facts do not.
  @SuppressWarnings("Immutable")
  private static CelFunctionBinding unary(String name, OfActivity function) {
    return CelFunctionBinding.from(name + "_activity", String.class, function::apply);
  }

  @SuppressWarnings("Immutable")
  private static CelFunctionBinding binary(String name, OfSubject function) {
    return CelFunctionBinding.from(name + "_subject", String.class, String.class, function::apply);
  }
}
