package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Stores BSON in the {@code MVStore}. By default H2 would use Java serialization and compare the
 * serialized bytes: three times the size, and no order that a range could use.
 *
 * @param <T> what is stored
 */
abstract class BsonType<T> extends BasicDataType<T> {
  /** A whole document. */
  static final BsonType<Document> DOCUMENT =
      new BsonType<>() {
        @Override
        Document wrap(Document document) {
          return document;
        }

        @Override
        Document unwrap(Document document) {
          return document;
        }

        @Override
        public Document[] createStorage(int size) {
          return new Document[size];
        }
      };

  /** A single value: an {@code _id}, or the list of values of an index entry. */
  static final BsonType<Object> VALUE =
      new BsonType<>() {
        @Override
        Document wrap(Object value) {
          return new Document("", value instanceof Missing ? null : value);
        }

        @Override
        Object unwrap(Document document) {
          return Missing.ofNullable(document.get(""));
        }

        @Override
        public Object[] createStorage(int size) {
          return new Object[size];
        }

        @Override
        public int compare(Object a, Object b) {
          return ValueOrder.INSTANCE.compare(a, b);
        }
      };

  private static final int OBJECT_BYTES = 48;

  private BsonType() {}

  abstract Document wrap(T value);

  abstract T unwrap(Document document);

  @Override
  public final void write(WriteBuffer out, T value) {
    var bytes = Unpooled.buffer();
    BsonEncoder.encodeDocument(wrap(value), bytes);
    out.put(bytes.nioBuffer());
  }

  @Override
  public final T read(ByteBuffer in) {
    var bytes = Unpooled.wrappedBuffer(in);
    var document = BsonDecoder.decodeBson(bytes);
    in.position(in.position() + bytes.readerIndex());
    return unwrap(document);
  }

  @Override
  public final int getMemory(T value) {
    return memory(value);
  }

  /** An estimate; it decides when a page is split and how much the cache holds. */
  private static int memory(Object value) {
    if (value instanceof String string) {
      return OBJECT_BYTES + string.length();
    }
    if (value instanceof Map<?, ?> map) {
      return memory(map.keySet()) + memory(map.values());
    }
    if (value instanceof Collection<?> collection) {
      int sum = OBJECT_BYTES;
      for (Object element : collection) {
        sum += memory(element);
      }
      return sum;
    }
    return OBJECT_BYTES;
  }
}
