package io.laurel.standalone.chaos;

import io.laurel.security.Role;
import io.laurel.standalone.Tokens;
import io.laurel.standalone.chaos.Caller.Request;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Something that happens to the town under load, what was to be seen of it, and the ledger
 * afterwards.
 */
final class Trial {
  private static final int PLAYERS_WITH_FACTS = 16;

  /** No error for so long, before anything happens. */
  private static final Duration CALM = Duration.ofSeconds(8);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** What is under way for longer fails, or is about to. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /** Code that never ran is slow, and who met it admits less for some seconds. */
  private static final Duration TO_CALM = Duration.ofSeconds(30);

  /** How old {@code remaining} may be, and then some. */
  private static final int REMAINING_IS_OLD_MS = 3_000;

  /** What takes longer to be decided has failed. */
  private static final Duration TO_END = Duration.ofSeconds(60);

  private final String name;
  private final Vertx vertx;
  private final Town town;
  private final Journal journal;
  private final Caller caller;
  private final Season season;
  private final Book book = new Book();
  private final Servers servers;
  private final String staff;
  private final Load load;
  private final List<Runnable> checks = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /** Begins the load, some thirty requests a second, and looks on until all is well. */
  Trial(String name, Vertx vertx, Town town, Metronome metronome, List<String> logins)
      throws InterruptedException {
    this.name = name;
    this.vertx = vertx;
    this.town = town;
    this.journal = new Journal(metronome);
    town.tell(journal::mark);
    this.caller = new Caller(vertx, town.probes(), journal);
    Tokens tokens = new Tokens(vertx, town.keys());
    this.staff = tokens.issuedEarlier(Role.ADMIN).await();
    this.season = Season.open(caller, staff);
    List<String> players = new ArrayList<>();
    for (int i = 0; i < PLAYERS_WITH_FACTS; i++) {
      players.add(tokens.issuedEarlier(Role.USER).await());
    }
    this.servers = new Servers(caller, book, tokens.issuedEarlier(Role.SERVICE).await(), players);
    this.load = new Load(vertx, metronome);
    begin(new Players(caller, season, book, tokens, staff), logins);
  }

  private void begin(Players players, List<String> logins) throws InterruptedException {
    journal.mark("load begins");
    load.every(4, players::claimPlenty);
    load.every(2, players::claimScarce);
    load.every(1, players::claimTooOften);
    load.every(1, players::claimAndWait);
    load.every(8, players::look);
    load.every(4, servers::tell);
    AtomicInteger turn = new AtomicInteger();
    load.every(2, () -> caller.ask(login(logins.get(turn.getAndIncrement() % logins.size()))));
    calm();
  }

  private void calm() throws InterruptedException {
    long begun = journal.now();
    pass(CALM);
    while (!journal.errors(journal.now() - CALM.toMillis(), journal.now()).isEmpty()
        || journal.isOpenSince(journal.now() - PROMPT.toMillis())) {
      if (journal.now() - begun > TO_CALM.toMillis()) {
        amiss("errors for " + TO_CALM + ", and nothing has happened yet");
        return;
      }
      pass(LOOK);
    }
  }

  private static Request login(String username) {
    JsonObject credentials = new JsonObject().put("login", username).put("password", Rig.PASSWORD);
    return Request.post("logins", "/auth/login", null, credentials);
  }

  String name() {
    return name;
  }

  Journal journal() {
    return journal;
  }

  Journal.Mark mark(String what) {
    return journal.mark(what);
  }

  /** Lets so much counted time pass. */
  void pass(Duration counted) throws InterruptedException {
    long end = journal.now() + counted.toMillis();
    while (journal.now() < end) {
      town.supervise();
      vertx.timer(Metronome.BEAT_MS).await();
    }
  }

  /**
   * Nobody sees an error later than so long after the mark, whenever the request was sent; of those
   * that were sent before now.
   */
  void failsOnlyWithin(Duration bound, Journal.Mark since) throws InterruptedException {
    failsOnlyWithin(bound, since, Attempt::ended);
  }

  /**
   * The same where that node was frozen or cut off. If it is a gateway, nobody can tell its clients
   * anything: how long they wait for it is theirs, so what they sent it counts when it was sent.
   */
  void failsOnlyWithin(Duration bound, Journal.Mark since, Node silent)
      throws InterruptedException {
    failsOnlyWithin(
        bound, since, one -> one.gateway().equals(silent.name()) ? one.sent() : one.ended());
  }

  private void failsOnlyWithin(Duration bound, Journal.Mark since, ToLongFunction<Attempt> moment)
      throws InterruptedException {
    long until = settled();
    checks.add(() -> window(bound, since, until, moment));
  }

  private void window(
      Duration bound, Journal.Mark since, long until, ToLongFunction<Attempt> moment) {
    List<Attempt> errors = journal.errors(since.at(), until);
    long last = errors.stream().mapToLong(moment).max().orElse(0);
    long window = Math.max(0, last - since.at());
    findings.add(
        "%s: errors for %.1f s; %.1f s are allowed"
            .formatted(since.what(), window / 1_000.0, bound.toMillis() / 1_000.0));
    if (window > bound.toMillis()) {
      long end = since.at() + bound.toMillis();
      faults.add(
          since.what()
              + ": still failing after "
              + bound
              + ": "
              + some(errors.stream().filter(one -> moment.applyAsLong(one) > end).toList()));
    }
  }

  /**
   * This moment, when all has ended that was sent before it: what happens next is not its fault.
   */
  private long settled() throws InterruptedException {
    long moment = journal.now();
    while (journal.isOpenSince(moment)) {
      pass(Duration.ofMillis(Metronome.BEAT_MS));
    }
    return moment;
  }

  /** No request that was sent since the mark, and before now, has failed as that says. */
  void nothing(Journal.Mark since, String what, Predicate<Attempt> fails)
      throws InterruptedException {
    long until = settled();
    checks.add(
        () -> {
          List<Attempt> failed = journal.between(since.at(), until, fails);
          findings.add(since.what() + ": " + failed.size() + " " + what);
          if (!failed.isEmpty()) {
            faults.add(since.what() + ": " + failed.size() + " " + what + ": " + some(failed));
          }
        });
  }

  /** Notes what must hold and what was seen. */
  void require(boolean holds, String seen) {
    findings.add(seen);
    if (!holds) {
      faults.add(seen);
    }
  }

  /** Notes what must not be. */
  void amiss(String what) {
    faults.add(what);
  }

  private static String some(List<Attempt> attempts) {
    return attempts.stream().limit(8).map(Attempt::toString).collect(Collectors.joining("\n    "));
  }

  /** Ends the load and reads the ledger. */
  void end() {
    journal.mark("load ends");
    caller.giveUpIn(TO_END);
    int left = load.end(TO_END.multipliedBy(2));
    if (left > 0) {
      amiss(left + " errands have not ended");
    }
    // Not before: what was sent then may have failed since.
    checks.forEach(Runnable::run);
    vertx.timer(REMAINING_IS_OLD_MS).await();
    Ledger.Findings ledger = new Ledger(caller, staff, season, book).check(servers.users());
    findings.addAll(ledger.figures());
    faults.addAll(ledger.faults());
    caller.close();
  }

  List<String> findings() {
    return findings;
  }

  /** What must not be; empty where all is well. */
  List<String> faults() {
    return faults;
  }
}
