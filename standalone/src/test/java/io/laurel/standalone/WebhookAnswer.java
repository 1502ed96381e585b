package io.laurel.standalone;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** What a receiver does once it has heard a request; most of it no receiver should do. */
interface WebhookAnswer {
  int PIECE = 64 * 1024;
  int PIECES = 160;

  /** Completes when the next request on that connection can be heard. */
  Future<Void> on(NetSocket socket, Vertx vertx);

  /** Answers by the book, with an empty body. */
  static WebhookAnswer status(int status, String... headers) {
    Buffer answer = Buffer.buffer(head(status, headers) + "content-length: 0\r\n\r\n");
    return (socket, vertx) -> socket.write(answer);
  }

  /** Says nothing, and keeps the connection. */
  static WebhookAnswer hang() {
    return (socket, vertx) -> Promise.<Void>promise().future();
  }

  /** Closes the connection instead. */
  static WebhookAnswer close() {
    return (socket, vertx) -> socket.close();
  }

  /** Takes its time first. */
  static WebhookAnswer after(long millis, WebhookAnswer answer) {
    return (socket, vertx) -> vertx.timer(millis).compose(later -> answer.on(socket, vertx));
  }

  /** One answer after the other to the same request. */
  static WebhookAnswer then(WebhookAnswer first, WebhookAnswer second) {
    return (socket, vertx) -> first.on(socket, vertx).compose(answered -> second.on(socket, vertx));
  }

  /** Sends the status line letter by letter, so slowly that it takes that long. */
  static WebhookAnswer lettersOf(int status, long millis) {
    String answer = head(status);
    return (socket, vertx) -> letter(socket, vertx, answer, 0, millis / answer.length());
  }

  private static Future<Void> letter(
      NetSocket socket, Vertx vertx, String answer, int at, long pause) {
    return at == answer.length()
        ? socket.write("content-length: 0\r\n\r\n")
        : socket
            .write(answer.substring(at, at + 1))
            .compose(written -> vertx.timer(pause))
            .compose(later -> letter(socket, vertx, answer, at + 1, pause));
  }

  /** A head whose body never comes. */
  static WebhookAnswer headOnly(int status) {
    return (socket, vertx) ->
        socket
            .write(head(status) + "content-length: 1000\r\n\r\n")
            .compose(written -> Promise.<Void>promise().future());
  }

  /** 10 MiB of body, as fast as they are taken. */
  static WebhookAnswer huge(int status) {
    Buffer piece = Buffer.buffer("x".repeat(PIECE));
    return (socket, vertx) ->
        socket
            .write(head(status) + "content-length: " + PIECE * PIECES + "\r\n\r\n")
            .compose(written -> pour(socket, piece, PIECES));
  }

  private static Future<Void> pour(NetSocket socket, Buffer piece, int left) {
    return left == 0
        ? Future.succeededFuture()
        : socket.write(piece).compose(written -> pour(socket, piece, left - 1));
  }

  private static String head(int status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " So\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    return head.toString();
  }
}
