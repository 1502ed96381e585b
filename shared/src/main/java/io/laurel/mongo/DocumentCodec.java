package io.laurel.mongo;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.impl.codec.json.JsonObjectCodec;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * Documents as the client has them, but for dates: each is one object. The client's own codec reads
 * an object with a text from a date, and a date from that, so each is formatted and parsed twice on
 * every way.
 */
final class DocumentCodec extends JsonObjectCodec {
  DocumentCodec() {
    super(new JsonObject());
  }

  @Override
  public BsonType getBsonType(Object value) {
    return value instanceof MongoDate ? BsonType.DATE_TIME : super.getBsonType(value);
  }

  @Override
  protected Object readDateTime(BsonReader reader, DecoderContext context) {
    return new MongoDate(reader.readDateTime());
  }

  @Override
  protected void writeDateTime(
      BsonWriter writer, String name, Object value, EncoderContext context) {
    if (value instanceof MongoDate date) {
      writer.writeDateTime(date.millis());
    } else {
      super.writeDateTime(writer, name, value, context);
    }
  }
}
