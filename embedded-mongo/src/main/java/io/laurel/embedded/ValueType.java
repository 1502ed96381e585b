package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Stores a single value, in {@link ValueOrder}: an {@code _id}, or the list of values of an index
 * entry. Each write encodes whole pages of them, so what is frequent is short: strings, dates,
 * numbers, lists and nothing; the rest is BSON.
 */
final class ValueType extends BasicDataType<Object> {
  static final ValueType INSTANCE = new ValueType();

  private static final byte NOTHING = 0;
  private static final byte STRING = 1;
  private static final byte LIST = 2;
  private static final byte BSON = 3;
  private static final byte DATE = 4;
  private static final byte DOUBLE = 5;

  private ValueType() {}

  @Override
  public void write(WriteBuffer out, @Nullable Object value) {
    if (value == null || value instanceof Missing) {
      out.put(NOTHING);
    } else if (value instanceof String string) {
      out.put(STRING).putVarInt(string.length()).putStringData(string, string.length());
    } else if (value instanceof List<?> list) {
      out.put(LIST).putVarInt(list.size());
      list.forEach(element -> write(out, element));
    } else if (value instanceof Instant date) {
      // A BSON date has milliseconds too.
      out.put(DATE).putLong(date.toEpochMilli());
    } else if (value instanceof Double number) {
      out.put(DOUBLE).putLong(Double.doubleToRawLongBits(number));
    } else {
      DocumentType.INSTANCE.write(out.put(BSON), new Document("", value));
    }
  }

  /** Nothing is {@code Missing} by itself, as the key of a map must be, and null in a list. */
  @Override
  public Object read(ByteBuffer in) {
    return Missing.ofNullable(readNullable(in));
  }

  private static @Nullable Object readNullable(ByteBuffer in) {
    return switch (in.get()) {
      case NOTHING -> null;
      case STRING -> DataUtils.readString(in);
      case LIST -> readList(in);
      case DATE -> Instant.ofEpochMilli(in.getLong());
      case DOUBLE -> Double.longBitsToDouble(in.getLong());
      default -> DocumentType.INSTANCE.read(in).get("");
    };
  }

  private static List<Object> readList(ByteBuffer in) {
    int size = DataUtils.readVarInt(in);
    var list = new ArrayList<Object>(size);
    for (int i = 0; i < size; i++) {
      list.add(readNullable(in));
    }
    return list;
  }

  @Override
  public Object[] createStorage(int size) {
    return new Object[size];
  }

  @Override
  public int compare(Object a, Object b) {
    return ValueOrder.INSTANCE.compare(a, b);
  }

  @Override
  public int getMemory(Object value) {
    return DocumentType.memory(value);
  }
}
