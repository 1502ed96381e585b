package io.laurel.standalone.demo;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Where a demo notes how far it came, so that one that was killed goes on. Each method blocks. */
public interface Notebook {
  /** What was written last; empty where nothing ever was. */
  Optional<JsonObject> read();

  /** Keeps that in place of what was written before; after a crash it is the former or this. */
  void write(JsonObject notes);
}
