package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages through a gate, however they are cut on their way. */
class FrameGateTest {
  private static final Audience AUDIENCE = new Audience(Contract.load());
  private static final int MAX = 10_000;

  private final Buffer inside = Buffer.buffer();
  private final List<String> ends = new ArrayList<>();
  private int leftOut;

  private FrameGate gate(NodeKind kind) {
    return new FrameGate(
        new LinkRule(AUDIENCE, Set.of(kind), "10.0.0.9"),
        MAX,
        inside::appendBuffer,
        new FrameGate.Refusals() {
          @Override
          public void leftOut() {
            leftOut++;
          }

          @Override
          public void end(String why) {
            ends.add(why);
          }
        });
  }

  private static Buffer reply(String text) {
    return Wire.call(Wire.REPLY, null, new JsonObject().put("text", text));
  }

  private static Buffer three() {
    return Buffer.buffer()
        .appendBuffer(reply("one"))
        .appendBuffer(reply("x".repeat(300)))
        .appendBuffer(reply("three"));
  }

  @ParameterizedTest
  @EnumSource(NodeKind.class)
  void messages_inPiecesOfAnySize_comeThroughAsTheyWere(NodeKind kind) {
    Buffer sent = three();
    for (int size = 1; size <= sent.length(); size++) {
      FrameGate gate = gate(kind);
      int before = inside.length();
      for (int at = 0; at < sent.length(); at += size) {
        gate.handle(sent.getBuffer(at, Math.min(sent.length(), at + size)));
      }
      assertThat(inside.getBuffer(before, inside.length())).as("%d", size).isEqualTo(sent);
    }
    assertThat(ends).isEmpty();
    assertThat(leftOut).isZero();
  }

  @Test
  void message_thatMayNotBeSaid_isTakenFromTheOthers() {
    Buffer sent =
        Buffer.buffer()
            .appendBuffer(reply("one"))
            .appendBuffer(Wire.told("auth.session.revoked", new JsonObject()))
            .appendBuffer(reply("two"));

    gate(NodeKind.MEMBER).handle(sent);

    assertThat(inside)
        .isEqualTo(Buffer.buffer().appendBuffer(reply("one")).appendBuffer(reply("two")));
    assertThat(leftOut).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(NodeKind.class)
  void length_aboveTheBoundOrNone_endsTheLinkBeforeTheRestIsKept(NodeKind kind) {
    for (int length : new int[] {MAX + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
      FrameGate gate = gate(kind);
      ends.clear();

      gate.handle(Buffer.buffer().appendInt(length));
      gate.handle(reply("late"));

      assertThat(ends).singleElement().asString().contains(Integer.toString(length));
      assertThat(inside.length()).isZero();
    }
  }

  @Test
  void noMessageAtAll_endsTheLink() {
    gate(NodeKind.MEMBER).handle(Buffer.buffer().appendInt(3).appendString("abc"));

    assertThat(ends).hasSize(1);
    assertThat(inside.length()).isZero();
  }
}
