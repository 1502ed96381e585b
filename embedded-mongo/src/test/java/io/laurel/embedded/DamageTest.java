package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What disks, and people with copies, do to a store; H2 would open nearly all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DamageTest {
  private static final int DOCUMENTS = 400;

  /** Of the server that was killed, and of the one that was ended. */
  private static final List<String> ENDS = List.of("killed", "closed");

  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  private Path whole;
  private Path early;
  private Path other;
  private Path directory;

  /** What is done to a copy. */
  private interface Damage {
    void to(DamageTest test) throws IOException;
  }

  /** One row of the table. */
  record Case(String end, String name, Damage damage) {
    @Override
    public String toString() {
      return end + ", " + name;
    }
  }

  static List<Case> damages() {
    Map<String, Damage> damages = new TreeMap<>();
    for (int percent : new int[] {0, 10, 25, 40, 50, 60, 70, 80, 90, 99}) {
      damages.put("cut to " + percent + " %", test -> test.cut(test.size() * percent / 100));
    }
    damages.put("last block cut off", test -> test.cut(test.newest().position() + 1));
    damages.put("newest chunk zeroed", test -> test.zero(test.newest()));
    damages.put("newest chunk, one bit", test -> test.flip(test.middle(test.newest())));
    damages.put("newest chunk, head", test -> test.flip(test.newest().position() + 5));
    damages.put("newest chunk, foot", test -> test.flip(test.last(test.newest()) - 100));
    damages.put("oldest live chunk zeroed", test -> test.zero(test.oldest()));
    damages.put("oldest live chunk, one bit", test -> test.flip(test.middle(test.oldest())));
    damages.put("both headers", DamageTest::spoilHeaders);
    damages.put("missing", test -> Files.delete(test.file()));
    damages.put("journal missing", test -> Files.delete(test.journal()));
    damages.put("journal empty", test -> Files.write(test.journal(), new byte[0]));
    damages.put("journal zeroed", test -> Files.write(test.journal(), new byte[4_096]));
    damages.put("an earlier copy", test -> test.copyFrom(test.early));
    damages.put("that of another directory", test -> test.copyFrom(test.other));
    List<Case> cases = new ArrayList<>();
    for (String end : ENDS) {
      damages.forEach((name, damage) -> cases.add(new Case(end, name, damage)));
    }
    return cases;
  }

  @BeforeAll
  void write(@TempDir Path root) throws IOException {
    whole = root.resolve("whole");
    early = root.resolve("early");
    other = root.resolve("other");
    write(other.resolve("closed"), 0, DOCUMENTS);
    Path work = whole.resolve("closed");
    write(work, 0, DOCUMENTS / 2);
    copy(work, early.resolve("copy"));
    try (var server = EmbeddedMongo.onFile(work)) {
      put(server, DOCUMENTS / 2, DOCUMENTS);
      // As kill -9 leaves it: whatever is in the files, without an end.
      copy(work, whole.resolve("killed"));
    }
  }

  private static void write(Path directory, int from, int to) {
    try (var server = EmbeddedMongo.onFile(directory)) {
      put(server, from, to);
    }
  }

  private static void put(EmbeddedMongo server, int from, int to) {
    var client = MONGO.client(server.uri());
    client.createIndex("claims", new JsonObject().put("userId", 1)).await();
    for (int i = from; i < to; i++) {
      client
          .insert("claims", id("c" + i).put("userId", "u" + i).put("text", "x".repeat(i % 97)))
          .await();
    }
  }

  @BeforeEach
  void prepare(@TempDir Path fresh) {
    directory = fresh;
  }

  @ParameterizedTest
  @MethodSource("damages")
  void onFile_damaged_refusedAndUntouched(Case damaged) throws IOException {
    copy(whole.resolve(damaged.end()), directory);
    damaged.damage().to(this);
    Map<String, ByteBuffer> before = contents();

    assertThatThrownBy(() -> EmbeddedMongo.onFile(directory))
        .isInstanceOf(EmbeddedMongoException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("damaged")
        .hasMessageContaining("from a backup")
        .hasMessageNotContaining("\n");
    assertThat(contents()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void onFile_undamaged_everythingIsThere(String end) throws IOException {
    copy(whole.resolve(end), directory);

    assertWhole();
    assertWhole();
  }

  static List<String> ends() {
    return ENDS;
  }

  @ParameterizedTest
  @MethodSource("ends")
  void onFile_endOfJournalLost_opens(String end) throws IOException {
    // With the power, which no flush of each line guards against.
    copy(whole.resolve(end), directory);
    long size = Files.size(journal());
    try (var channel = FileChannel.open(journal(), StandardOpenOption.WRITE)) {
      channel.truncate(size - 3 * JournalLine.BYTES - 7);
      channel.write(ByteBuffer.wrap(new byte[40]), size - 3 * JournalLine.BYTES - 7);
    }

    assertWhole();
    assertWhole();
  }

  @Test
  void onFile_killedBetweenFileAndJournal_opens() throws IOException {
    copy(whole.resolve("killed"), directory);
    try (var channel = FileChannel.open(journal(), StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(journal()) - JournalLine.BYTES);
    }

    assertWhole();
  }

  @Test
  void onFile_oneHeaderDamaged_opensWhole() throws IOException {
    copy(whole.resolve("closed"), directory);
    flip(10);

    assertWhole();
  }

  @Test
  void onFile_wholeBackupRestored_opens() throws IOException {
    copy(early.resolve("copy"), directory);

    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      assertThat(client.count("claims", new JsonObject()).await()).isEqualTo(DOCUMENTS / 2);
    }
  }

  private void assertWhole() {
    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      assertThat(client.count("claims", new JsonObject()).await()).isEqualTo(DOCUMENTS);
      for (int i = 0; i < DOCUMENTS; i += 7) {
        var user = new JsonObject().put("userId", "u" + i);
        assertThat(client.count("claims", user).await()).isEqualTo(1);
      }
    }
  }

  private Path file() {
    return directory.resolve(StoreFile.NAME);
  }

  private Path journal() {
    return directory.resolve(Journal.NAME);
  }

  private long size() throws IOException {
    return Files.size(file());
  }

  private Span newest() {
    return live().get(live().size() - 1);
  }

  private Span oldest() {
    return live().get(0);
  }

  /** By their versions. */
  private List<Span> live() {
    var data = new DataFile();
    try (var store = StoreFile.open(data, file(), true)) {
      return new Chunks(store, data)
          .live().stream().sorted((a, b) -> Long.compare(a.version(), b.version())).toList();
    }
  }

  private long middle(Span span) {
    return span.position() + 300;
  }

  private long last(Span span) {
    return span.position() + span.length() - 1;
  }

  private void cut(long size) throws IOException {
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private void zero(Span span) throws IOException {
    overwrite(span.position(), new byte[(int) span.length()]);
  }

  private void flip(long position) throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    overwrite(position, new byte[] {(byte) (bytes[(int) position] ^ 4)});
  }

  private void spoilHeaders() throws IOException {
    overwrite(0, new byte[2 * Span.BLOCK]);
  }

  private void overwrite(long position, byte[] bytes) throws IOException {
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }

  private void copyFrom(Path from) throws IOException {
    try (var directories = Files.list(from)) {
      Path found = directories.findFirst().orElseThrow();
      Files.copy(found.resolve(StoreFile.NAME), file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Map<String, ByteBuffer> contents() throws IOException {
    Map<String, ByteBuffer> contents = new TreeMap<>();
    try (var files = Files.list(directory)) {
      for (Path path : files.toList()) {
        contents.put(path.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(path)));
      }
    }
    return contents;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path path : files.toList()) {
        Files.copy(path, to.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
