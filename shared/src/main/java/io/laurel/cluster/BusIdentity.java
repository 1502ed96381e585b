package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.security.PemPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who this node is on the bus, and whom it trusts: what stood in its PEM files at one moment,
 * judged as a peer would.
 *
 * @param certificate the file as read
 * @param key the file as read
 * @param authority the file as read
 * @param kinds what the certificate says that this node is
 * @param until when the certificate ends
 */
record BusIdentity(
    Buffer certificate, Buffer key, Buffer authority, Set<NodeKind> kinds, Instant until) {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");

  /**
   * Reads and judges the files; blocks. Fails with {@link ConfigException}, in one line.
   *
   * @param program what runs here; one that is a kind of node needs a certificate of that kind
   * @param now certificates must be valid then
   */
  static BusIdentity load(BusConfig.Files files, String program, Instant now) {
    Buffer certificate = read("BUS_CERTIFICATE", files.certificate());
    Buffer key = read("BUS_KEY", files.key());
    Buffer authority = read("BUS_CA", files.authority());
    X509Certificate own = new CertificateCheck(files, now).judge(certificate, key, authority);
    Set<NodeKind> kinds = Set.copyOf(NodeKind.of(own));
    List<String> needed = needed(program);
    if (kinds.isEmpty() || !units(kinds).containsAll(needed)) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "BUS_CERTIFICATE (%s) does not say that this node is one of %s: its subject is %s",
              files.certificate(),
              needed.isEmpty()
                  ? "OU=gateway, OU=auth, OU=event or OU=member"
                  : needed.stream().map(unit -> "OU=" + unit).collect(Collectors.joining(" and ")),
              own.getSubjectX500Principal().getName()));
    }
    return new BusIdentity(certificate, key, authority, kinds, own.getNotAfter().toInstant());
  }

  /** Whether the files are as they were read; judging them again and again would cost much more. */
  boolean isIn(BusConfig.Files files) {
    return certificate.equals(read("BUS_CERTIFICATE", files.certificate()))
        && key.equals(read("BUS_KEY", files.key()))
        && authority.equals(read("BUS_CA", files.authority()));
  }

  private static Set<String> units(Set<NodeKind> kinds) {
    return kinds.stream().map(NodeKind::unit).collect(Collectors.toSet());
  }

  /** Standalone is all of them; others may be what they like. */
  private static List<String> needed(String program) {
    if (program.equals("standalone")) {
      return NodeKind.SERVICES.stream().sorted().map(NodeKind::unit).toList();
    }
    return NodeKind.named(program) == null ? List.of() : List.of(program);
  }

  private static Buffer read(String setting, Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigException(setting + " names " + file + ", which cannot be read");
    }
  }

  /** For those who call this node: they prove who they are, or there is no link. */
  ServerSSLOptions server() {
    return new ServerSSLOptions()
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(keyCert())
        .setTrustOptions(trust())
        .setEnabledSecureTransportProtocols(PROTOCOLS);
  }

  /**
   * For those whom this node calls. A certificate says what a node is and not where: addresses come
   * and go, so no name is compared.
   */
  ClientSSLOptions client() {
    ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("");
    options
        .setKeyCertOptions(keyCert())
        .setTrustOptions(trust())
        .setEnabledSecureTransportProtocols(PROTOCOLS);
    return options;
  }

  PemKeyCertOptions keyCert() {
    return new PemPair(certificate, key).options();
  }

  PemTrustOptions trust() {
    return new PemTrustOptions().addCertValue(authority);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "BusIdentity[" + kinds + ", until " + until + "]";
  }
}
