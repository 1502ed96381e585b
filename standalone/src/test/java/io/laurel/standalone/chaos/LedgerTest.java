package io.laurel.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger is green only where it should be: a system that lies is found out, lie by lie. */
final class LedgerTest {
  private static final Season SEASON = new Season("plenty", "scarce", "thrice", "waiting", "arena");
  private static final String ANN = "usr_ann";
  private static final String BOB = "usr_bob";

  private final Vertx vertx = Vertx.vertx();
  private final WebClient web = WebClient.create(vertx);
  private final Book book = new Book();
  private final Map<String, JsonObject> claims = new HashMap<>();
  private final Map<String, Integer> remaining = new HashMap<>();
  private final Map<String, long[]> progress = new HashMap<>();
  private HttpServer server;
  private Caller caller;
  private Probes probes;
  private Metronome metronome;

  @BeforeEach
  void start() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  String path = URI.create(request.uri()).getPath();
                  if (path.startsWith("/answer/")) {
                    request
                        .body()
                        .onSuccess(
                            body ->
                                request
                                    .response()
                                    .setStatusCode(Integer.parseInt(path.substring(8)))
                                    .end(body));
                  } else {
                    request.response().end(answer(path, request.getParam("eventId")).toBuffer());
                  }
                })
            .listen(0, "127.0.0.1")
            .await();
    // The third of four ports is that of HTTP.
    Place place = new Place("127.0.0.1", server.actualPort() - 2, List.of());
    Node gateway = new Node(Node.Kind.GATEWAY, 1, place, Path.of("target"), Map.of());
    probes = new Probes(vertx, List.of(gateway));
    metronome = new Metronome(vertx, Future::succeededFuture);
    caller = new Caller(vertx, probes, new Journal(metronome));
    SEASON.claimed().forEach(eventId -> remaining.put(eventId, 10));
    progress.put(ANN, new long[] {0, 0});
    progress.put(BOB, new long[] {0, 0});
  }

  @AfterEach
  void stop() {
    probes.stop();
    metronome.stop();
    caller.close();
    vertx.close().await();
  }

  private JsonObject answer(String path, String eventId) {
    if (path.endsWith("/claims")) {
      JsonArray items = new JsonArray();
      claims.values().stream()
          .filter(claim -> claim.getString("eventId").equals(eventId))
          .forEach(items::add);
      return new JsonObject().put("items", items);
    }
    String[] steps = path.split("/", -1);
    if (path.endsWith("/rewards")) {
      JsonObject reward =
          new JsonObject()
              .put("stock", 10)
              .put("remaining", remaining.get(steps[steps.length - 2]));
      return new JsonObject().put("items", new JsonArray().add(reward));
    }
    JsonArray measured = new JsonArray();
    for (long current : progress.get(steps[steps.length - 1])) {
      measured.add(new JsonObject().put("current", current));
    }
    return new JsonObject().put("conditions", measured);
  }

  /** What a client is told, by way of a server that answers it what it sent. */
  private HttpResponse<Buffer> told(int status, JsonObject body) {
    return web.post(server.actualPort(), "127.0.0.1", "/answer/" + status)
        .sendBuffer(body.toBuffer())
        .await();
  }

  private static JsonObject claim(String id, String eventId, String userId, int serial) {
    return new JsonObject()
        .put("id", id)
        .put("eventId", eventId)
        .put("userId", userId)
        .put("status", "GRANTED")
        .put("rewards", new JsonArray().add(new JsonObject().put("serial", serial)));
  }

  /** A claim that is as its client was told. */
  private void granted(String id, String eventId, String userId, int serial) {
    JsonObject claim = claim(id, eventId, userId, serial);
    book.claimed(new Book.Ask(eventId, userId, id), told(201, claim));
    claims.put(id, claim);
    remaining.merge(eventId, -1, Integer::sum);
  }

  /** Facts that were sent and acknowledged as counted. */
  private void counted(String userId, String... ids) {
    JsonArray results = new JsonArray();
    for (String id : ids) {
      book.sent(new JsonObject().put("id", id).put("userId", userId).put("amount", 7));
      results.add(new JsonObject().put("id", id).put("result", "COUNTED"));
      progress.get(userId)[0]++;
      progress.get(userId)[1] += 7;
    }
    book.acknowledged(told(200, new JsonObject().put("results", results)));
  }

  private List<String> faults() {
    return new Ledger(caller, "staff", SEASON, book).check(List.of(ANN, BOB)).faults();
  }

  private void assertFault(String words) {
    assertThat(faults()).anyMatch(fault -> fault.contains(words));
  }

  @Test
  void everythingAsTold_noFault() {
    granted("clm_1", "plenty", ANN, 1);
    granted("clm_2", "plenty", BOB, 2);
    IntStream.rangeClosed(3, 5).forEach(i -> granted("clm_" + i, "thrice", ANN, i));
    counted(ANN, "a", "b");

    assertThat(faults()).isEmpty();
  }

  @Test
  void doubleGrant_isFound() {
    granted("clm_1", "plenty", ANN, 1);
    granted("clm_2", "plenty", ANN, 2);

    assertFault("usr_ann has 2 of plenty");
  }

  @Test
  void fourthOfThree_isFound() {
    IntStream.rangeClosed(1, 4).forEach(i -> granted("clm_" + i, "thrice", ANN, i));

    assertFault("usr_ann has 4 of thrice");
  }

  @Test
  void serialGivenTwice_isFound() {
    granted("clm_1", "plenty", ANN, 1);
    granted("clm_2", "plenty", BOB, 1);

    assertFault("Serial 1 given 2");
  }

  @Test
  void serialThatNobodyPutThere_isFound() {
    granted("clm_1", "plenty", ANN, 11);

    assertFault("No unit of the stock");
  }

  @Test
  void acknowledgedClaimThatIsGone_isFound() {
    granted("clm_1", "plenty", ANN, 1);
    claims.clear();
    remaining.put("plenty", 10);

    assertFault("Lost: ");
  }

  @Test
  void acknowledgedClaimOfAnotherOrWithAnotherSerial_isFound() {
    granted("clm_1", "plenty", ANN, 1);
    claims.put("clm_1", claim("clm_1", "plenty", BOB, 2));

    assertThat(faults())
        .anyMatch(fault -> fault.startsWith("Another's: "))
        .anyMatch(fault -> fault.startsWith("Another serial: "));
  }

  @Test
  void claimThatNobodyWasToldOf_isFound() {
    claims.put("clm_1", claim("clm_1", "plenty", ANN, 1));
    remaining.put("plenty", 9);

    assertFault("Claims that nobody was told of: [clm_1]");
  }

  @Test
  void unitThatNobodyHas_isFound() {
    granted("clm_1", "scarce", ANN, 1);
    remaining.put("scarce", 8);

    assertFault("1 granted + 0 pending + 8 remaining is not 10");
  }

  @Test
  void lostFact_isFound() {
    counted(ANN, "a", "b");
    progress.put(ANN, new long[] {1, 7});

    assertFault("usr_ann has facts 1 worth 7 instead of 2 worth 14");
  }

  @Test
  void factCountedTwice_isFound() {
    counted(ANN, "a");
    JsonObject again = new JsonObject().put("id", "a").put("result", "COUNTED");
    book.acknowledged(told(200, new JsonObject().put("results", new JsonArray().add(again))));

    assertFault("a was counted 2 times");
  }

  @Test
  void factThatNobodyAcknowledged_isFound() {
    book.sent(new JsonObject().put("id", "a").put("userId", ANN).put("amount", 7));

    assertFault("Not acknowledged: ");
  }

  @Test
  void repeatThatIsAnsweredOtherwise_isFound() {
    Book.Ask ask = new Book.Ask("plenty", ANN, "once");
    granted("clm_1", "plenty", ANN, 1);
    granted("clm_2", "plenty", BOB, 2);
    List<String> answers = new ArrayList<>(List.of("clm_1", "clm_2"));
    answers.forEach(id -> book.claimed(ask, told(201, claims.get(id))));

    assertFault("was answered clm_1 and clm_2");
  }
}
