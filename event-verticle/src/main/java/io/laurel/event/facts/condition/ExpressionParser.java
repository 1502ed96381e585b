package io.laurel.event.facts.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;

/**
 * CEL as far as its grammar goes; what may be said in it is {@link ExpressionRules}. No macros, so
 * no loops. Blocking: some milliseconds for a long text, and more for the first.
 */
final class ExpressionParser {
  /** Of an expression, in code points. */
  static final int MAX_LENGTH = 1_000;

  private static final int MAX_DEPTH = 32;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .maxParseErrorRecoveryLimit(1)
          .build();

  /** Made when the first expression is met: it takes a while. */
  private static final class Lazily {
    static final CelParser PARSER =
        CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).setStandardMacros().build();

    private Lazily() {}
  }

  private ExpressionParser() {}

  static CelAbstractSyntaxTree parse(String text) throws ExpressionException {
    int length = text.codePointCount(0, text.length());
    if (length > MAX_LENGTH) {
      throw new ExpressionException("has more than " + MAX_LENGTH + " characters");
    }
    try {
      CelValidationResult result = Lazily.PARSER.parse(text);
      if (result.hasError()) {
        throw unreadable(text, length, result.getErrors().get(0));
      }
      return result.getAst();
    } catch (CelValidationException e) {
      throw new ExpressionException("cannot be understood");
    }
  }

  /** In our words: the parser's own speak of its grammar. */
  private static ExpressionException unreadable(String text, int length, CelIssue issue) {
    if (issue.getMessage().contains("recursion limit")) {
      return new ExpressionException(
          "is nested more than " + MAX_DEPTH + " deep, or chains too many operators");
    }
    int character = characterAt(text, issue.getSourceLocation());
    return character > length
        ? new ExpressionException("ends where more must follow", length)
        : new ExpressionException("cannot be read from here on", character);
  }

  private static int characterAt(String text, CelSourceLocation location) {
    int character = Math.max(0, location.getColumn()) + 1;
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < Math.min(location.getLine() - 1, lines.length); line++) {
      character += lines[line].codePointCount(0, lines[line].length()) + 1;
    }
    return character;
  }
}
