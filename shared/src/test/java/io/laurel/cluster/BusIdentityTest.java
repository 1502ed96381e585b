package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told of the files of a node. */
class BusIdentityTest {
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final TestAuthority OTHER = new TestAuthority();

  @TempDir Path directory;

  @BeforeEach
  void issue() {
    AUTHORITY.issue(directory, "auth");
  }

  private BusIdentity load(String program) {
    return BusIdentity.load(
        new BusConfig.Files(
            directory.resolve("certificate.pem"),
            directory.resolve("key.pem"),
            directory.resolve("ca.pem")),
        program,
        Instant.now());
  }

  private void assertRefused(String program, String... words) {
    assertThatThrownBy(() -> load(program))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
  }

  private void issueAs(String subject) {
    AUTHORITY.issue(directory, subject, Instant.now().plus(Duration.ofDays(1)));
  }

  @Test
  void load_certificateOfItsKind_isThatKind() {
    assertThat(load("auth").kinds()).containsExactly(NodeKind.AUTH);
    assertThat(load("trial").kinds()).containsExactly(NodeKind.AUTH);
  }

  @Test
  void load_severalUnits_isAllOfThem() {
    issueAs("O=Laurel,OU=gateway,OU=auth,OU=event,OU=Live Operations,CN=all");

    assertThat(load("standalone").kinds()).isEqualTo(NodeKind.SERVICES);
  }

  @ParameterizedTest
  @CsvSource({"gateway,OU=gateway", "event,OU=event", "standalone,OU=gateway and OU=auth"})
  void load_certificateOfAnotherKind_namesTheOneNeeded(String program, String needed) {
    assertRefused(program, "BUS_CERTIFICATE", needed, "OU=auth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"O=Laurel,CN=auth", "O=Laurel,OU=AUTHS,CN=auth"})
  void load_noKind_isRefused(String subject) {
    issueAs(subject);

    assertRefused("trial", "BUS_CERTIFICATE", "OU=member", "CN=auth");
  }

  @Test
  void load_keyOfAnotherCertificate_isRefused() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    AUTHORITY.issue(elsewhere, "auth");
    Files.move(
        elsewhere.resolve("key.pem"),
        directory.resolve("key.pem"),
        StandardCopyOption.REPLACE_EXISTING);

    assertRefused("auth", "BUS_KEY", "is not the key of BUS_CERTIFICATE");
  }

  @Test
  void load_certificateThatEnded_isRefused() {
    AUTHORITY.issue(directory, "OU=auth", Instant.now().minusSeconds(60));

    assertRefused("auth", "BUS_CERTIFICATE", "ended at");
  }

  @Test
  void load_certificateOfTheFuture_isRefused() {
    AUTHORITY.issue(directory, "OU=auth", Instant.now().plus(Duration.ofDays(300)));

    assertRefused("auth", "BUS_CERTIFICATE", "not valid before");
  }

  @Test
  void load_certificateOfAnotherAuthority_isRefused() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    OTHER.issue(elsewhere, "auth");
    Files.move(
        elsewhere.resolve("ca.pem"),
        directory.resolve("ca.pem"),
        StandardCopyOption.REPLACE_EXISTING);

    assertRefused("auth", "BUS_CERTIFICATE", "is not one that BUS_CA", "signed");
  }

  @ParameterizedTest
  @CsvSource({
    "certificate.pem,BUS_CERTIFICATE,holds no certificate",
    "key.pem,BUS_KEY,holds no RSA or EC private key",
    "ca.pem,BUS_CA,holds no certificate"
  })
  void load_fileOfSomethingElse_isNamed(String file, String setting, String words)
      throws IOException {
    Files.writeString(directory.resolve(file), "nothing of the kind");

    assertRefused("auth", setting, file, words);
  }

  @ParameterizedTest
  @CsvSource({"certificate.pem,BUS_CERTIFICATE", "key.pem,BUS_KEY", "ca.pem,BUS_CA"})
  void load_noFile_isNamed(String file, String setting) throws IOException {
    Files.delete(directory.resolve(file));

    assertRefused("auth", setting, file, "cannot be read");
  }

  @Test
  void load_authorityReplaced_bothAreTrusted() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    OTHER.issue(elsewhere, "auth");
    String both =
        Files.readString(elsewhere.resolve("ca.pem"))
            + Files.readString(directory.resolve("ca.pem"));
    Files.writeString(directory.resolve("ca.pem"), both);

    assertThat(load("auth").kinds()).isEqualTo(Set.of(NodeKind.AUTH));
  }

  @Test
  void toString_always_withoutTheKey() {
    assertThat(load("auth").toString()).doesNotContain("PRIVATE", load("auth").key().toString());
  }
}
