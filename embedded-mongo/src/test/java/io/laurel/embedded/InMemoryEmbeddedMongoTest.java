package io.laurel.embedded;

final class InMemoryEmbeddedMongoTest extends EmbeddedMongoKit {
  @Override
  EmbeddedMongo start() {
    return EmbeddedMongo.inMemory();
  }
}
