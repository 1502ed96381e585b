package io.laurel.cluster;

import io.vertx.core.net.NetSocket;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Who is at the other end of a link whose handshake is done. */
final class PeerCertificate {
  private PeerCertificate() {}

  /** The kinds that its certificate names; empty where it names none, or there is none. */
  static Set<NodeKind> kinds(NetSocket socket) {
    SSLSession session = socket.sslSession();
    if (session == null) {
      return Set.of();
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Set.copyOf(NodeKind.of(certificate))
          : Set.of();
    } catch (SSLPeerUnverifiedException e) {
      return Set.of();
    }
  }
}
