package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.security.PemPair;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Judges this node's own files before a peer does: there it would be a link that breaks, here it is
 * a line that says what is wrong.
 */
final class CertificateCheck {
  private final BusConfig.Files files;
  private final Instant now;

  CertificateCheck(BusConfig.Files files, Instant now) {
    this.files = files;
    this.now = now;
  }

  /** The certificate of this node. Fails with {@link ConfigException}, in one line. */
  X509Certificate judge(Buffer certificate, Buffer key, Buffer authority) {
    String keyName = "BUS_KEY (" + files.key() + ")";
    List<X509Certificate> chain = new PemPair(certificate, key).judge(own(), keyName);
    List<X509Certificate> trusted = PemPair.certificates(trust(), authority);
    X509Certificate first = chain.get(0);
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
