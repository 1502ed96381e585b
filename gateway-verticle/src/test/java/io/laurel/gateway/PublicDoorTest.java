package io.laurel.gateway;

import io.laurel.http.HttpDoorKit;

class PublicDoorTest extends HttpDoorKit {
  private TestGateway gateway;

  @Override
  protected int open() {
    gateway = new TestGateway();
    return gateway.verticle.port();
  }

  @Override
  protected void close() {
    gateway.close();
  }

  @Override
  protected String path() {
    return "/api/v1";
  }
}
