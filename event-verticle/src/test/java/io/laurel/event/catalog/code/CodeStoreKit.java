package io.laurel.event.catalog.code;

import static io.laurel.event.Fixtures.SEAL_KEY;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every code store does, and imports on it. */
abstract class CodeStoreKit extends StoreKit<CodeStore> {
  private static final CodeSeal SEAL = new CodeSeal(new SealConfig(List.of(SEAL_KEY)));

  private final String rewardId = anId("rwd");

  CodeStoreKit() {
    super(CodeStore::prepare);
  }

  private SealedCode code(int serial, String text) {
    return SEAL.seal(new CodeKey(rewardId, serial), text, SEAL.hash(rewardId, text));
  }

  private List<SealedCode> codes(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> code(i, "code-" + i)).toList();
  }

  private List<SealedCode> all() {
    List<CodeKey> places =
        IntStream.rangeClosed(1, 5_000).mapToObj(i -> new CodeKey(rewardId, i)).toList();
    return store.find(places).await();
  }

  @Test
  void append_thenFind_same() {
    List<SealedCode> codes = codes(1, 20);

    assertThat(store.append(codes).await()).isEqualTo(20);

    assertThat(all()).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(store.find(List.of(codes.get(6).key())).await()).containsExactly(codes.get(6));
  }

  @Test
  void append_placeTaken_thoseBeforeItOnly() {
    List<SealedCode> codes = codes(1, 3);
    store.append(List.of(codes.get(0), codes.get(1), code(3, "other"))).await();

    List<SealedCode> late = List.of(code(2, "late-2"), code(3, "late-3"), code(4, "late-4"));

    assertThat(store.append(late).await()).isZero();
    assertThat(store.append(List.of(code(4, "new-4"), code(5, "new-5"))).await()).isEqualTo(2);
    assertThat(all()).extracting(code -> code.key().serial()).containsOnly(1, 2, 3, 4, 5);
  }

  @Test
  void append_hashTaken_thoseBeforeItOnly() {
    store.append(codes(1, 3)).await();

    List<SealedCode> more = List.of(code(4, "four"), code(5, "code-2"), code(6, "six"));

    assertThat(store.append(more).await()).isEqualTo(1);
    assertThat(all()).extracting(code -> code.key().serial()).containsOnly(1, 2, 3, 4);
  }

  @Test
  void append_sameCodeForAnotherReward_kept() {
    store.append(codes(1, 3)).await();
    String other = anId("rwd");
    SealedCode same = SEAL.seal(new CodeKey(other, 1), "code-1", SEAL.hash(other, "code-1"));

    assertThat(store.append(List.of(same)).await()).isEqualTo(1);
  }

  @Test
  void known_onlyThoseThatTheRewardHas() {
    store.append(codes(1, 3)).await();
    String here = SEAL.hash(rewardId, "code-2");
    String nowhere = SEAL.hash(rewardId, "code-9");

    assertThat(store.known(rewardId, List.of(here, nowhere)).await()).containsExactly(here);
    assertThat(store.known(anId("rwd"), List.of(here)).await()).isEmpty();
  }

  @Test
  void dropAllOf_itsOwnOnly() {
    store.append(codes(1, 30)).await();
    String other = anId("rwd");
    SealedCode kept = SEAL.seal(new CodeKey(other, 1), "code-1", SEAL.hash(other, "code-1"));
    store.append(List.of(kept)).await();

    store.dropAllOf(rewardId).await();
    store.dropAllOf(rewardId).await();

    assertThat(all()).isEmpty();
    assertThat(store.find(List.of(kept.key())).await()).containsExactly(kept);
  }

  @Test
  void lastSerial_whateverIsKnown_theLast() {
    LastSerial last = new LastSerial(store, rewardId);
    assertThat(last.from(0).await()).isZero();
    int there = 0;
    for (int count : new int[] {1, 2, 9, 10, 11, 12, 99, 101, 110, 111, 999, 1_011, 1_111, 2_345}) {
      store.append(codes(there + 1, count)).await();
      there = count;
      for (int known : new int[] {0, count / 2, count - 1, count}) {
        assertThat(last.from(known).await()).as("from %d", known).isEqualTo(count);
      }
    }
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "SPRING-" + i).toList();
  }

  /** The codes that are stored, by what they say. */
  private List<String> opened() {
    return all().stream().map(CodeStoreKit::opened).toList();
  }

  private static String opened(SealedCode code) {
    try {
      return SEAL.open(code);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertNoHoles() {
    List<Integer> serials = all().stream().map(code -> code.key().serial()).sorted().toList();
    assertThat(serials).isEqualTo(IntStream.rangeClosed(1, serials.size()).boxed().toList());
  }

  @Test
  void import_manyAtOnceWithCodesInCommon_eachStoredOnceAndCountedOnce() {
    Vertx vertx = Vertx.vertx();
    try {
      List<Future<Integer>> imports = new ArrayList<>();
      for (int node = 0; node < 6; node++) {
        List<String> codes = texts(node * 300, node * 300 + 1_500);
        imports.add(new CodeImport(new CodeVault(store, SEAL, vertx), rewardId).run(codes, 0));
      }
      Future.all(imports).await();

      Set<String> sent = Set.copyOf(texts(0, 3_000));
      assertThat(opened()).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(imports.stream().mapToInt(Future::result).sum()).isEqualTo(3_000);
      assertNoHoles();
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void import_inTheOrderSent() {
    Vertx vertx = Vertx.vertx();
    try {
      List<String> codes = texts(0, 2_500);
      assertThat(new CodeImport(new CodeVault(store, SEAL, vertx), rewardId).run(codes, 0).await())
          .isEqualTo(2_500);

      assertThat(
              all().stream()
                  .sorted(java.util.Comparator.comparing(code -> code.key().serial()))
                  .map(CodeStoreKit::opened)
                  .collect(Collectors.toList()))
          .isEqualTo(codes);
    } finally {
      vertx.close().await();
    }
  }
}
