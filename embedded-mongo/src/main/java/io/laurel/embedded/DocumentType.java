package io.laurel.embedded;

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
 * Stores a document as BSON. By default H2 would use Java serialization, at three times the size.
 */
final class DocumentType extends BasicDataType<Document> {
  static final DocumentType INSTANCE = new DocumentType();
  private static final int OBJECT_BYTES = 48;

  private DocumentType() {}

  @Override
  public void write(WriteBuffer out, Document document) {
    var bytes = Unpooled.buffer();
    BsonEncoder.encodeDocument(document, bytes);
    out.put(bytes.nioBuffer());
  }

  @Override
  public Document read(ByteBuffer in) {
    var bytes = Unpooled.wrappedBuffer(in);
    var document = BsonDecoder.decodeBson(bytes);
    in.position(in.position() + bytes.readerIndex());
    return document;
  }

  @Override
  public Document[] createStorage(int size) {
    return new Document[size];
  }

  @Override
  public int getMemory(Document document) {
    return memory(document);
  }

  /** An estimate; it decides when a page is split and how much the cache holds. */
  static int memory(Object value) {
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
