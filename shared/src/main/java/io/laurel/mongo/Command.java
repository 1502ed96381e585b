package io.laurel.mongo;

import io.laurel.telemetry.Label;

/** What is asked of a database, in the driver's words. */
enum Command implements Label {
  AGGREGATE("aggregate"),
  BULK_WRITE("bulkWrite"),
  COUNT("count"),
  CREATE_INDEXES("createIndexes"),
  DELETE("delete"),
  FIND("find"),
  FIND_AND_MODIFY("findAndModify"),
  GET_MORE("getMore"),
  INSERT("insert"),
  PING("ping"),
  UPDATE("update");

  private final String label;

  Command(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
