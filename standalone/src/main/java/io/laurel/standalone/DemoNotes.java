package io.laurel.standalone;

import io.laurel.standalone.demo.Notebook;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A demo's notes in a file of the data directory. */
final class DemoNotes implements Notebook {
  private static final String FILE = "demo";

  private final DataDirectory data;

  DemoNotes(DataDirectory data) {
    this.data = data;
  }

  @Override
  public Optional<JsonObject> read() {
    return data.has(FILE)
        ? Optional.of(new JsonObject(data.text(FILE, () -> "{}")))
        : Optional.empty();
  }

  @Override
  public void write(JsonObject notes) {
    data.write(FILE, notes.encode());
  }
}
