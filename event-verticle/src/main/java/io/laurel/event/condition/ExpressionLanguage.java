package io.laurel.event.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** CEL as we speak it: no macros, so no loops; our functions; a result that is true or false. */
final class ExpressionLanguage {
  private static final int MAX_DETAIL = 300;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(1_000)
          .maxParseRecursionDepth(32)
          .maxParseErrorRecoveryLimit(1)
          .enableHeterogeneousNumericComparisons(true)
          .enableComprehension(false)
          .comprehensionMaxIterations(0)
          .build();

  /** Made when the first expression is met: most systems have none, and it takes a while. */
  private static final class Lazily {
    static final CelCompiler COMPILER =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros()
            .addFunctionDeclarations(ExpressionFunctions.declarations())
            .setResultType(SimpleType.BOOL)
            .build();

    static final CelRuntime RUNTIME =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLateBoundFunctions(ExpressionFunctions.names())
            .build();

    private Lazily() {}
  }

  private ExpressionLanguage() {}

  /** The expression with its types proved. */
  static CelAbstractSyntaxTree check(String text) throws ExpressionException {
    try {
      CelValidationResult result = Lazily.COMPILER.compile(text);
      if (result.hasError()) {
        String error = result.getErrors().get(0).getMessage();
        throw new ExpressionException(
            "cannot be: " + error.substring(0, Math.min(error.length(), MAX_DETAIL)));
      }
      return result.getAst();
    } catch (CelValidationException e) {
      throw new ExpressionException("cannot be understood");
    }
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws ExpressionException {
    try {
      return Lazily.RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new ExpressionException("cannot be evaluated");
    }
  }
}
