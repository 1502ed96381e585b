package io.laurel.gateway.document;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.contract.Problem;
import io.laurel.http.Answer;
import io.laurel.http.Preferences;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the {@code type} of a problem leads to: a page for people, or the same as JSON. */
final class ProblemDocuments {
  private static final String FOLDER = "/problems/";
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";
  private static final String CHARSET = "; charset=utf-8";

  private final Contract contract;

  private ProblemDocuments(Contract contract) {
    this.contract = contract;
  }

  /** All of them by path, and the list of them. */
  static Map<String, Handler<RoutingContext>> of(Contract contract) {
    return new ProblemDocuments(contract).all();
  }

  private Map<String, Handler<RoutingContext>> all() {
    Map<String, Handler<RoutingContext>> documents = new LinkedHashMap<>();
    List<Problem> problems = List.copyOf(contract.problems().values());
    Handler<RoutingContext> list =
        either(
            ProblemPage.list(problems),
            new JsonObject()
                .put("items", new JsonArray(problems.stream().map(this::json).toList())));
    documents.put("/problems", list);
    documents.put(FOLDER, list);
    for (Problem problem : problems) {
      documents.put(
          FOLDER + problem.code(),
          either(ProblemPage.page(problem, answeredBy(problem)), json(problem)));
    }
    return documents;
  }

  private List<Operation> answeredBy(Problem problem) {
    return contract.operations().stream()
        .filter(operation -> operation.refusals().contains(problem.code()))
        .toList();
  }

  private JsonObject json(Problem problem) {
    JsonArray operations = new JsonArray();
    answeredBy(problem)
        .forEach(
            operation ->
                operations.add(
                    new JsonObject()
                        .put("operationId", operation.id())
                        .put("method", operation.method())
                        .put("path", operation.path())));
    return new JsonObject()
        .put("type", FOLDER + problem.code())
        .put("code", problem.code())
        .put("status", problem.status())
        .put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase())
        .put("meaning", problem.meaning())
        .put("remedy", problem.remedy())
        .put("operations", operations);
  }

  /** The page, unless JSON is wanted more. */
  private static Handler<RoutingContext> either(String page, JsonObject json) {
    Document html =
        new Document(
            HTML + CHARSET,
            PublicDocuments.A_WHILE,
            ProblemPage.SECURITY_POLICY,
            Buffer.buffer(page));
    Document data = new Document(JSON, PublicDocuments.A_WHILE, null, json.toBuffer());
    return context -> {
      Answer.vary(context.response(), HttpHeaders.ACCEPT);
      Preferences wanted = Preferences.of(context.request().headers().getAll(HttpHeaders.ACCEPT));
      (wanted.ofType(JSON) > wanted.ofType(HTML) ? data : html).handle(context);
    };
  }
}
