package io.laurel.gateway.document;

import io.laurel.contract.Operation;
import io.laurel.contract.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the pages about problems. */
final class ProblemPage {
  static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Laurel</title>
        <link rel="stylesheet" href="/docs/problem.css">
        <link rel="icon" type="image/svg+xml" href="/docs/favicon.svg">
      </head>
      <body>
        <nav><a href="/docs/">Laurel API</a> <a href="/problems/">Problems</a></nav>
        <main>
      %s  </main>
      </body>
      </html>
      """;

  private static final String ANY_OPERATION =
      "    <p>Whatever is asked for, and often before that is known.</p>\n";

  private ProblemPage() {}

  /** The page of one. */
  static String page(Problem problem, List<Operation> operations) {
    String reason = HttpResponseStatus.valueOf(problem.status()).reasonPhrase();
    String body =
        String.format(
            Locale.ROOT,
            """
          <p class="status">%d %s</p>
          <h1>%s</h1>
          <h2>What it means</h2>
          <p>%s</p>
          <h2>What to do</h2>
          <p>%s</p>
          <h2>Which operations answer it</h2>
      %s\
      """,
            problem.status(),
            reason,
            problem.code(),
            text(problem.meaning()),
            text(problem.remedy()),
            operations.isEmpty() ? ANY_OPERATION : items(operations));
    return String.format(Locale.ROOT, FRAME, problem.code(), body);
  }

  private static String items(List<Operation> operations) {
    return operations.stream()
        .map(ProblemPage::item)
        .collect(Collectors.joining("", "    <ul>\n", "    </ul>\n"));
  }

  private static String item(Operation operation) {
    return String.format(
        Locale.ROOT,
        "      <li><a href=\"/docs/#/%s/%s\"><code>%s</code></a> <span>%s %s</span></li>\n",
        operation.tag(),
        operation.id(),
        operation.id(),
        operation.method(),
        text(operation.path()));
  }

  /** The page of all. */
  static String list(List<Problem> problems) {
    String rows = problems.stream().map(ProblemPage::row).collect(Collectors.joining());
    String body =
        String.format(
            Locale.ROOT,
            """
          <h1>Problems</h1>
          <p>Every refusal and fault is <code>application/problem+json</code> with one of these codes.</p>
          <table>
            <thead><tr><th>Code</th><th>Status</th><th>What it means</th></tr></thead>
            <tbody>
      %s      </tbody>
          </table>
      """,
            rows);
    return String.format(Locale.ROOT, FRAME, "Problems", body);
  }

  private static String row(Problem problem) {
    return String.format(
        Locale.ROOT,
        "        <tr><td><a href=\"/problems/%s\"><code>%s</code></a></td><td>%d</td><td>%s</td></tr>\n",
        problem.code(),
        problem.code(),
        problem.status(),
        text(problem.meaning()));
  }

  private static String text(String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return CODE.matcher(escaped).replaceAll("<code>$1</code>");
  }
}
