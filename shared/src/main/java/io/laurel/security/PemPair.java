package io.laurel.security;

import io.laurel.config.ConfigException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and its private key in PEM, judged before anybody meets them: there it would be a
 * connection that breaks, here it is a line that says what is wrong.
 *
 * @param certificate the file as read: the certificate, then those between it and its authority
 * @param key the file as read
 */
public record PemPair(Buffer certificate, Buffer key) {
  /** What Vert.x calls the only key of a PEM file. */
  private static final String ALIAS = "dummy-entry-0";

  private static final byte[] PROBE = {1, 2, 3, 4};

  /**
   * The certificates of the file, its own first. Fails with {@link ConfigException} where there is
   * none, or it is of another key.
   *
   * @param certificateName of the certificate's file, for that
   * @param keyName of the key's file
   */
  public List<X509Certificate> judge(String certificateName, String keyName) {
    List<X509Certificate> chain = certificates(certificateName, certificate);
    if (!belongTogether(keyName, chain.get(0))) {
      throw new ConfigException(keyName + " is not the key of " + certificateName);
    }
    return chain;
  }

  /**
   * The certificates of a file; fails with {@link ConfigException} where there is none.
   *
   * @param name of the file, for that
   */
  public static List<X509Certificate> certificates(String name, Buffer pem) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
              .stream()
              .map((Certificate one) -> (X509Certificate) one)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      // Said below.
    }
    throw new ConfigException(name + " holds no certificate in PEM (BEGIN CERTIFICATE)");
  }

  private boolean belongTogether(String keyName, X509Certificate first) {
    PrivateKey secret;
    try {
      secret = privateKey(keyName);
    } catch (IllegalArgumentException e) {
      // Of another algorithm.
      return false;
    }
    String algorithm = secret.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(first.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** By Vert.x, which will read it. */
  private PrivateKey privateKey(String keyName) {
    PrivateKey found = null;
    try {
      var factory = options().getKeyManagerFactory(null);
      if (factory.getKeyManagers()[0] instanceof X509KeyManager manager) {
        found = manager.getPrivateKey(ALIAS);
      }
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception e) {
      // Said below: Vert.x promises no kind of exception here.
    }
    if (found == null) {
      throw new ConfigException(
          keyName
              + " holds no RSA or EC private key in PEM (BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or"
              + " BEGIN EC PRIVATE KEY)");
    }
    return found;
  }

  /** As Vert.x takes them. */
  public PemKeyCertOptions options() {
    return new PemKeyCertOptions().setKeyValue(key).setCertValue(certificate);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PemPair";
  }
}
