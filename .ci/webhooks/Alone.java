import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;

/** A receiver around the page's own verification, which needs nothing but the JDK. */
class Alone {
  public static void main(String[] args) throws Exception {
    Verification verification = new Verification(System.getenv("WEBHOOK_SECRET"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 9000), 0);
    server.createContext(
        "/",
        exchange -> {
          Headers headers = exchange.getRequestHeaders();
          byte[] body = exchange.getRequestBody().readAllBytes();
          try {
            boolean good =
                verification.accepts(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body);
            exchange.sendResponseHeaders(good ? 204 : 401, -1);
          } catch (GeneralSecurityException e) {
            exchange.sendResponseHeaders(500, -1);
          }
          exchange.close();
        });
    server.start();
  }
}
