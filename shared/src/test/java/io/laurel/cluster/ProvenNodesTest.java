package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import io.vertx.core.spi.cluster.NodeInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes prove, and what the cluster's maps say of them. */
class ProvenNodesTest {
  private static final String NODE = "node-1";

  private final Map<String, NodeInfo> maps = new HashMap<>();
  private final Queue<Future<NetSocket>> answers = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final ProvenNodes nodes =
      new ProvenNodes(
          nodeId -> Future.succeededFuture(maps.get(nodeId)),
          place -> {
            calls.incrementAndGet();
            return answers.remove();
          },
          nanos::get);

  @BeforeEach
  void map() {
    maps.put(NODE, new NodeInfo("10.0.0.1", 5700, null));
  }

  /** Somebody whose handshake is done. */
  private Future<NetSocket> answerOf(String kind) {
    SSLSession session =
        (SSLSession)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SSLSession.class},
                (proxy, method, arguments) -> new Certificate[] {certificate(kind)});
    return Future.succeededFuture(
        (NetSocket)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {NetSocket.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    closed.incrementAndGet();
                    return Future.succeededFuture();
                  }
                  return session;
                }));
  }

  private static Certificate certificate(String kind) throws IOException, GeneralSecurityException {
    Path file = Path.of(TestAuthority.settings(kind).get("BUS_CERTIFICATE"));
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void prove_once_countsForItsLife() {
    answers.add(answerOf("event"));

    assertThat(nodes.known(NODE)).isNull();
    nodes.prove(NODE).await();
    nodes.prove(NODE).await();

    assertThat(nodes.known(NODE).kinds()).containsExactly(NodeKind.EVENT);
    assertThat(calls).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void link_toWhatTheNodeProved_isGiven() {
    answers.add(answerOf("event"));
    answers.add(answerOf("event"));

    assertThat(nodes.link(NODE).await()).isNotNull();
    assertThat(closed).hasValue(1);
  }

  /** Who passed the first call on to a node of another kind, and answers the second one itself. */
  @Test
  void link_somebodyOfAnotherKindAnswers_isEnded() {
    answers.add(answerOf("auth"));
    answers.add(answerOf("member"));

    assertThatThrownBy(() -> nodes.link(NODE).await()).hasMessageContaining("Somebody else");
    assertThat(closed).hasValue(2);
  }

  @Test
  void link_mapsSayAnotherPlaceMeanwhile_goesWhereTheNodeProved() {
    Queue<ProvenNodes.Place> called = new ArrayDeque<>();
    ProvenNodes watched =
        new ProvenNodes(
            nodeId -> Future.succeededFuture(maps.get(nodeId)),
            place -> {
              called.add(place);
              return answerOf("auth");
            },
            nanos::get);
    watched.prove(NODE).await();
    maps.put(NODE, new NodeInfo("10.0.0.66", 5700, null));

    watched.link(NODE).await();

    assertThat(called).allMatch(place -> place.host().equals("10.0.0.1"));
  }

  @Test
  void prove_nobodyAnswers_notAskedAgainAtOnce() {
    answers.add(Future.failedFuture("refused"));
    answers.add(answerOf("event"));

    assertThatThrownBy(() -> nodes.prove(NODE).await()).hasMessageContaining("refused");
    assertThatThrownBy(() -> nodes.prove(NODE).await()).hasMessageContaining("refused");
    assertThat(calls).hasValue(1);
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(nodes.prove(NODE).await().kinds()).containsExactly(NodeKind.EVENT);
  }

  @Test
  void retain_withoutIt_isForgotten() {
    answers.add(answerOf("event"));
    nodes.prove(NODE).await();

    nodes.retain(List.of("node-2"));

    assertThat(nodes.known(NODE)).isNull();
  }
}
