package io.laurel.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Set;

/**
 * Lets a connection greet, and do more only once it has said the password (SASL PLAIN, RFC 4616):
 * on loopback whoever can run a program on this machine can connect, but not listen in.
 */
final class PasswordGate extends ChannelInboundHandlerAdapter {
  private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");
  private static final String SIGN_IN = "saslStart";
  private static final int UNAUTHORIZED = 13;
  private static final int AUTHENTICATION_FAILED = 18;

  private final Credentials expected;
  private final StrangerBounds bounds;
  private boolean open;

  PasswordGate(Credentials credentials, StrangerBounds bounds) {
    this.expected = credentials;
    this.bounds = bounds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (open) {
      context.fireChannelRead(message);
    } else if (isGreeting(message)) {
      bounds.greeted(context);
      context.fireChannelRead(message);
    } else if (message instanceof MongoMessage request) {
      reply(context, request, answer(request.getDocument()));
      if (open) {
        context.pipeline().remove(bounds);
      }
    } else {
      var unused = context.close();
    }
  }

  private static boolean isGreeting(Object message) {
    if (message instanceof MongoMessage request) {
      return isGreeting(request.getDocument());
    }
    return message instanceof MongoQuery query
        && query.getCollectionName().equals("$cmd")
        && isGreeting(query.getQuery());
  }

  /** A command's name is the first key. */
  private static boolean isGreeting(Document command) {
    return GREETINGS.contains(command.keySet().iterator().next());
  }

  private Document answer(Document command) {
    if (!command.keySet().iterator().next().equals(SIGN_IN)) {
      return refusal(UNAUTHORIZED, "Unauthorized", "this connection has not signed in");
    }
    open =
        "PLAIN".equals(command.get("mechanism"))
            && command.get("payload") instanceof BinData said
            && expected.are(said.getData());
    return open
        ? new Document("conversationId", 1)
            .append("done", true)
            .append("payload", new BinData(new byte[0]))
            .append("ok", 1.0)
        : refusal(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
  }

  private static Document refusal(int code, String name, String message) {
    return new Document("ok", 0.0)
        .append("errmsg", message)
        .append("code", code)
        .append("codeName", name);
  }

  private static void reply(ChannelHandlerContext context, ClientRequest request, Document answer) {
    var header = new MessageHeader(0, request.getHeader().getRequestID());
    var unused = context.writeAndFlush(new MongoMessage(request.getChannel(), header, answer));
  }
}
