package io.laurel.bench.yardstick;

import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** HTTP, the token, the hop. */
final class YardstickGateway extends VerticleBase {
  private static final String EVENT_ID = "eventId";

  /** Vert.x's own sign: one free port for all instances of a deployment. */
  private static final int SHARED_FREE_PORT = -1;

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int FAILED = 500;

  private final List<TokenKey> keys;
  private final SecurityConfig security;
  private BareVerifier verifier;
  private HttpServer server;

  YardstickGateway(List<TokenKey> keys, SecurityConfig security) {
    this.keys = keys;
    this.security = security;
  }

  @Override
  public Future<?> start() {
    verifier = new BareVerifier(vertx, keys, security);
    Router router = Router.router(vertx);
    router.get("/api/v1/events/:eventId").handler(this::read);
    router
        .post("/api/v1/events/:eventId/claims")
        .handler(BodyHandler.create(false))
        .handler(this::claim);
    server = vertx.createHttpServer().requestHandler(router);
    return server.listen(SHARED_FREE_PORT, "127.0.0.1");
  }

  int port() {
    return server.actualPort();
  }

  private void read(RoutingContext context) {
    call(context, YardstickService.READ, new JsonObject(), OK);
  }

  private void claim(RoutingContext context) {
    call(context, YardstickService.CLAIM, context.body().asJsonObject(), CREATED);
  }

  private void call(RoutingContext context, String address, JsonObject message, int status) {
    message.put(EVENT_ID, context.pathParam(EVENT_ID));
    verifier
        .userOf(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .compose(
            userId -> vertx.eventBus().<JsonObject>request(address, message.put("userId", userId)))
        .onSuccess(
            reply ->
                context
                    .response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(reply.body().toBuffer()))
        .onFailure(cause -> context.response().setStatusCode(FAILED).end(cause.toString()));
  }
}
