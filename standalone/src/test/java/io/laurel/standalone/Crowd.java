package io.laurel.standalone;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Many clients at once: each sends the next request as soon as its last is answered. */
final class Crowd {
  private Crowd() {}

  /**
   * Sends all requests, {@code clients} at a time; a request without an answer is a failed future
   * in its place.
   */
  static List<Future<HttpResponse<Buffer>>> send(
      int clients, List<Supplier<Future<HttpResponse<Buffer>>>> requests) {
    Iterator<Integer> next = new ConcurrentLinkedQueue<>(indices(requests.size())).iterator();
    List<Future<HttpResponse<Buffer>>> answers = new ArrayList<>();
    requests.forEach(request -> answers.add(null));
    List<Future<Void>> workers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      workers.add(work(next, requests, answers));
    }
    Future.all(workers).await();
    return answers;
  }

  private static Future<Void> work(
      Iterator<Integer> next,
      List<Supplier<Future<HttpResponse<Buffer>>>> requests,
      List<Future<HttpResponse<Buffer>>> answers) {
    int index;
    synchronized (answers) {
      if (!next.hasNext()) {
        return Future.succeededFuture();
      }
      index = next.next();
    }
    Future<HttpResponse<Buffer>> answer = requests.get(index).get();
    synchronized (answers) {
      answers.set(index, answer);
    }
    return answer.transform(done -> work(next, requests, answers));
  }

  private static List<Integer> indices(int count) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indices.add(i);
    }
    return indices;
  }

  /** How often which outcome: {@code 201}, or status and code of the problem. */
  static Map<String, Long> outcomes(List<Future<HttpResponse<Buffer>>> answers) {
    return answers.stream()
        .map(Crowd::outcome)
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static String outcome(Future<HttpResponse<Buffer>> answer) {
    if (answer.failed()) {
      return answer.cause().toString();
    }
    int status = answer.result().statusCode();
    return status < 300
        ? "" + status
        : status + " " + answer.result().bodyAsJsonObject().getString("code");
  }
}
