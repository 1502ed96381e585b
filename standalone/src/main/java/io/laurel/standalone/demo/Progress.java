package io.laurel.standalone.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How far a demo came, by its notebook. Belongs to one event loop, or to one step at a time. */
final class Progress {
  private static final String BEGUN_AT = "begunAt";
  private static final String PASSWORDS = "passwords";
  private static final String IDS = "ids";
  private static final String HOURS = "hours";

  private final Vertx vertx;
  private final Notebook notebook;
  private JsonObject notes = new JsonObject();

  private Progress(Vertx vertx, Notebook notebook) {
    this.vertx = vertx;
    this.notebook = notebook;
  }

  /** What was noted by an earlier process, if one began. */
  static Future<Progress> of(Vertx vertx, Notebook notebook) {
    Progress progress = new Progress(vertx, notebook);
    return vertx
        .executeBlocking(notebook::read)
        .map(
            (Optional<JsonObject> found) -> {
              found.ifPresent(notes -> progress.notes = notes);
              return progress;
            });
  }

  /** Whether there is nothing to go on with. */
  boolean isNew() {
    return notes.isEmpty();
  }

  /** To which all times of the demo are relative. */
  Instant begunAt() {
    return Instant.parse(notes.getString(BEGUN_AT));
  }

  /** The password of somebody who was there from the beginning; empty once it was told. */
  Optional<String> password(String username) {
    return Optional.ofNullable(
        notes.getJsonObject(PASSWORDS, new JsonObject()).getString(username));
  }

  /** Whether passwords wait to be told. */
  boolean isUntold() {
    return notes.containsKey(PASSWORDS);
  }

  /** Whether the story was told to its end. */
  boolean isStoryTold() {
    return notes.containsKey(IDS);
  }

  /** The id of an account or of an endpoint, by its name. */
  String id(String name) {
    return notes.getJsonObject(IDS).getString(name);
  }

  /** Hours of the past that have happened. */
  int hours() {
    return notes.getInteger(HOURS, 0);
  }

  Future<Void> begin(Instant now, JsonObject passwords) {
    return note(
        noted -> noted.put(BEGUN_AT, now.toString()).put(PASSWORDS, passwords).put(HOURS, 0));
  }

  Future<Void> storyTold(JsonObject ids) {
    return note(noted -> noted.put(IDS, ids));
  }

  Future<Void> happened(int hours) {
    return note(noted -> noted.put(HOURS, hours));
  }

  /** Forgets the passwords. Blocks. */
  void told() {
    JsonObject without = notes.copy();
    without.remove(PASSWORDS);
    notes = without;
    notebook.write(without);
  }

  private Future<Void> note(UnaryOperator<JsonObject> change) {
    JsonObject changed = change.apply(notes.copy());
    notes = changed;
    return vertx
        .executeBlocking(
            () -> {
              notebook.write(changed);
              return null;
            })
        .mapEmpty();
  }
}
