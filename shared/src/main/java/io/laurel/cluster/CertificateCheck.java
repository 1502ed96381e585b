package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Judges this node's own files before a peer does: there it would be a link that breaks, here it is
 * a line that says what is wrong.
 */
final class CertificateCheck {
  /** What Vert.x calls the only key of a PEM file. */
  private static final String ALIAS = "dummy-entry-0";

  private static final byte[] PROBE = {1, 2, 3, 4};

  private final BusConfig.Files files;
  private final Instant now;

  CertificateCheck(BusConfig.Files files, Instant now) {
    this.files = files;
    this.now = now;
  }

  /** The certificate of this node. Fails with {@link ConfigException}, in one line. */
  X509Certificate judge(Buffer certificate, Buffer key, Buffer authority) {
    List<X509Certificate> chain = certificates(own(), certificate);
    List<X509Certificate> trusted = certificates(trust(), authority);
    X509Certificate first = chain.get(0);
    if (!belongTogether(key, certificate, first)) {
      throw new ConfigException("BUS_KEY (" + files.key() + ") is not the key of " + own());
    }
    requireValid(own(), first);
    if (trusted.stream().noneMatch(this::isValid)) {
      requireValid(trust(), trusted.get(0));
    }
    requireTrusted(chain, trusted);
    return first;
  }

  private String own() {
    return "BUS_CERTIFICATE (" + files.certificate() + ")";
  }

  private String trust() {
    return "BUS_CA (" + files.authority() + ")";
  }

  private static List<X509Certificate> certificates(String what, Buffer pem) {
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
    throw new ConfigException(what + " holds no certificate in PEM (BEGIN CERTIFICATE)");
  }

  private boolean belongTogether(Buffer key, Buffer certificate, X509Certificate first) {
    PrivateKey secret;
    try {
      secret = privateKey(key, certificate);
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
  private PrivateKey privateKey(Buffer key, Buffer certificate) {
    PrivateKey found = null;
    try {
      var factory =
          new PemKeyCertOptions()
              .setKeyValue(key)
              .setCertValue(certificate)
              .getKeyManagerFactory(null);
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
          "BUS_KEY ("
              + files.key()
              + ") holds no RSA or EC private key in PEM (BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or"
              + " BEGIN EC PRIVATE KEY)");
    }
    return found;
  }

  private boolean isValid(X509Certificate certificate) {
    return !now.isAfter(certificate.getNotAfter().toInstant())
        && !now.isBefore(certificate.getNotBefore().toInstant());
  }

  private void requireValid(String what, X509Certificate certificate) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new ConfigException(what + " ended at " + certificate.getNotAfter().toInstant());
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new ConfigException(
          what + " is not valid before " + certificate.getNotBefore().toInstant());
    }
  }

  /** As either end of a link would. */
  private void requireTrusted(List<X509Certificate> chain, List<X509Certificate> trusted) {
    X509Certificate[] own = chain.toArray(X509Certificate[]::new);
    String exchange = own[0].getPublicKey().getAlgorithm();
    X509TrustManager manager = trustManager(trusted);
    try {
      manager.checkServerTrusted(own, exchange.equals("EC") ? "ECDHE_ECDSA" : "ECDHE_RSA");
      manager.checkClientTrusted(own, exchange);
    } catch (CertificateException e) {
      throw new ConfigException(
          own()
              + " is not one that "
              + trust()
              + " signed for both ends of a connection (serverAuth and clientAuth): "
              + e.getMessage());
    }
  }

  private static X509TrustManager trustManager(List<X509Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), trusted.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM cannot judge certificates", e);
    }
  }
}
