package io.laurel.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority of the bus that tests have for themselves, and the certificates that it signs. */
public final class TestAuthority {
  private static final Duration SKEW = Duration.ofDays(1);
  private static final Duration LIFE = Duration.ofDays(30);
  private static final String NAME = "O=Laurel,CN=Test authority";
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static Path everybodys;

  private final KeyPair keys = keyPair();
  private final byte[] certificate;

  /** A new one, which nobody trusts yet. */
  public TestAuthority() {
    certificate = sign(NAME, keys, true, Instant.now().plus(LIFE));
  }

  /**
   * Settings of a node of that kind; the same authority in the whole JVM.
   *
   * @param unit {@code OU} of its certificate
   */
  public static synchronized Map<String, String> settings(String unit) {
    if (everybodys == null) {
      try {
        everybodys = Files.createTempDirectory("laurel-certificates-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      TestAuthority authority = new TestAuthority();
      // "guest" is a word that a certificate may say, and no kind of node.
      for (String kind : new String[] {"gateway", "auth", "event", "member", "guest"}) {
        authority.issue(everybodys.resolve(kind), kind);
      }
    }
    return settings(everybodys.resolve(unit));
  }

  /** Settings that name the files of a directory. */
  public static Map<String, String> settings(Path directory) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BUS_CERTIFICATE", directory.resolve("certificate.pem").toString());
    settings.put("BUS_KEY", directory.resolve("key.pem").toString());
    settings.put("BUS_CA", directory.resolve("ca.pem").toString());
    return settings;
  }

  /** Writes the three files of a node, each at once as a whole. */
  public void issue(Path directory, String unit) {
    issue(directory, "O=Laurel,OU=" + unit + ",CN=" + unit, Instant.now().plus(LIFE));
  }

  /** The same for any subject, until any time. */
  public void issue(Path directory, String subject, Instant until) {
    KeyPair own = keyPair();
    write(directory.resolve("key.pem"), "PRIVATE KEY", own.getPrivate().getEncoded());
    write(directory.resolve("certificate.pem"), "CERTIFICATE", sign(subject, own, false, until));
    write(directory.resolve("ca.pem"), "CERTIFICATE", certificate);
  }

  private byte[] sign(String subject, KeyPair own, boolean authority, Instant until) {
    try {
      V3TBSCertificateGenerator made = new V3TBSCertificateGenerator();
      made.setSerialNumber(new ASN1Integer(new BigInteger(120, RANDOM)));
      made.setSignature(ALGORITHM);
      made.setIssuer(new X500Name(NAME));
      made.setSubject(new X500Name(subject));
      made.setStartDate(new Time(Date.from(until.minus(LIFE).minus(SKEW))));
      made.setEndDate(new Time(Date.from(until)));
      made.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      extensions.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      if (!authority) {
        extensions.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      }
      made.setExtensions(extensions.generate());
      TBSCertificate body = made.generateTBSCertificate();
      ASN1EncodableVector whole = new ASN1EncodableVector();
      whole.add(body);
      whole.add(ALGORITHM);
      whole.add(new DERBitString(signature(keys.getPrivate(), body.getEncoded("DER"))));
      return new DERSequence(whole).getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] signature(PrivateKey key, byte[] text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    try {
      Files.createDirectories(file.getParent());
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(
          written, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
