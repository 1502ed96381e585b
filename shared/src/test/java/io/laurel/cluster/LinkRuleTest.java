package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.contract.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.impl.CodecManager;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link may say, by what is at its other end. */
class LinkRuleTest {
  private static final Audience AUDIENCE = new Audience(Contract.load());
  private static final JsonObject BODY = new JsonObject().put("login", "ann");

  private static Buffer judged(NodeKind kind, Buffer wire) {
    return new LinkRule(AUDIENCE, Set.of(kind), "10.0.0.9")
        .judge(wire, Integer.BYTES, wire.length());
  }

  private static void assertPassedAsItIs(NodeKind kind, Buffer wire) {
    assertThat(judged(kind, wire)).isEqualTo(wire);
  }

  @ParameterizedTest
  @EnumSource(
      value = NodeKind.class,
      names = {"AUTH", "EVENT", "MEMBER"})
  void call_notOfAGateway_comesFromItsLink(NodeKind kind) {
    Buffer wire =
        Wire.call(
            "auth.login",
            Wire.REPLY,
            BODY,
            "x-client-address",
            "203.0.113.7",
            "X-Bus-Peer",
            "203.0.113.8",
            "User-Agent",
            "curl");

    ClusteredMessage<?, ?> read = Wire.read(judged(kind, wire));

    assertThat(read.headers().entries())
        .extracting(Object::toString)
        .containsExactly("User-Agent=curl", "X-Bus-Peer=10.0.0.9");
    assertThat(read.address()).isEqualTo("auth.login");
    assertThat(read.replyAddress()).isEqualTo(Wire.REPLY);
    assertThat(read.body()).isEqualTo(BODY);
    assertThat(read.isSend()).isTrue();
  }

  @Test
  void call_withoutHeaders_hasThatOne() {
    ClusteredMessage<?, ?> read =
        Wire.read(judged(NodeKind.MEMBER, Wire.call("event.list", Wire.REPLY, BODY)));

    assertThat(read.headers().get(LinkHeaders.PEER)).isEqualTo("10.0.0.9");
    assertThat(read.headers().contains(LinkHeaders.BODY_BOUND)).isFalse();
  }

  @Test
  void call_bodyLargerThanTheOperations_comesWithoutIt() {
    JsonObject large = new JsonObject().put("login", "x".repeat(100_000));

    ClusteredMessage<?, ?> read =
        Wire.read(judged(NodeKind.MEMBER, Wire.call("auth.login", Wire.REPLY, large)));

    assertThat(read.body()).isNull();
    assertThat(read.headers().get(LinkHeaders.BODY_BOUND)).isEqualTo("65536");
  }

  @Test
  void call_bodyThatTheOperationTakes_comesWithIt() {
    JsonObject large = new JsonObject().put("codes", "x".repeat(100_000));

    ClusteredMessage<?, ?> read =
        Wire.read(judged(NodeKind.MEMBER, Wire.call("reward.importCodes", Wire.REPLY, large)));

    assertThat(read.body()).isEqualTo(large);
  }

  @Test
  void gateway_isNotLookedAt() {
    assertThat(new LinkRule(AUDIENCE, Set.of(NodeKind.GATEWAY), "10.0.0.9").admitsAll()).isTrue();
    assertThat(new LinkRule(AUDIENCE, Set.of(NodeKind.AUTH), "10.0.0.9").admitsAll()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth.session.revoked",
        "event.state-changed",
        "_event.delivery.nodes",
        "auth.login",
        "game.rewards"
      })
  void told_byAMember_isLeftOut(String address) {
    assertThat(judged(NodeKind.MEMBER, Wire.told(address, BODY))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth.session.revoked", "_event.delivery.nodes"})
  void sent_byAMemberToNoOperation_isLeftOut(String address) {
    assertThat(judged(NodeKind.MEMBER, Wire.call(address, Wire.REPLY, BODY))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth.session.revoked", "event.state-changed", "_event.delivery.nodes"})
  void told_byAService_passes(String address) {
    assertPassedAsItIs(NodeKind.EVENT, Wire.told(address, BODY));
  }

  @ParameterizedTest
  @EnumSource(
      value = NodeKind.class,
      names = {"EVENT", "MEMBER"})
  void operation_toldToAll_isLeftOut(NodeKind kind) {
    assertThat(judged(kind, Wire.told("auth.login", BODY))).isNull();
  }

  /** Else a member has a node tell a hint in its own name. */
  @ParameterizedTest
  @EnumSource(
      value = NodeKind.class,
      names = {"EVENT", "MEMBER"})
  void call_answerToAnyAddress_isLeftOut(NodeKind kind) {
    Buffer wire = Wire.call("auth.login", "auth.session.revoked", BODY);

    assertThat(judged(kind, wire)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = NodeKind.class,
      names = {"AUTH", "EVENT", "MEMBER"})
  void reply_passes(NodeKind kind) {
    assertPassedAsItIs(kind, Wire.call(Wire.REPLY, null, BODY));
    assertPassedAsItIs(
        kind, Wire.message("__vertx_ping", null, true, CodecManager.PING_MESSAGE_CODEC, null));
  }

  @Test
  void reply_ofAMemberThatMakesObjects_isLeftOut() {
    Buffer wire = Wire.call(Wire.REPLY, null, BODY);
    wire.setByte(Integer.BYTES + 1, (byte) 17);

    assertThat(judged(NodeKind.MEMBER, wire)).isNull();
    assertThat(judged(NodeKind.AUTH, wire)).isNotNull();
  }

  @Test
  void frame_cutAnywhere_isNone() {
    Buffer wire = Wire.call("auth.login", Wire.REPLY, BODY, "User-Agent", "curl");
    int body = BODY.encode().length() + Integer.BYTES;

    for (int end = Integer.BYTES; end < wire.length() - body; end++) {
      int cut = end;
      assertThatThrownBy(() -> new Frame(wire, Integer.BYTES, cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
