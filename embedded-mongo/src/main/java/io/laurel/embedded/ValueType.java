package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Stores values in {@link ValueOrder}: an {@code _id}, or the list of values of an index entry.
 * Each write encodes whole pages of them, so what is frequent is short: strings, dates, numbers,
 * lists and nothing; the rest is BSON. Within a page a list says only in what it differs from the
 * one before it.
 */
final class ValueType extends BasicDataType<Object> {
  static final ValueType INSTANCE = new ValueType();

  private static final byte NOTHING = 0;

  /** As H2 writes it: any characters. */
  private static final byte STRING = 1;

  private static final byte LIST = 2;
  private static final byte BSON = 3;
  private static final byte DATE = 4;
  private static final byte DOUBLE = 5;

  /** A string of ASCII characters: what ids, statuses and most names are. */
  private static final byte ASCII = 6;

  /** A list that begins as the value before it does. */
  private static final byte TAIL = 7;

  private static final int ASCII_END = 128;

  private ValueType() {}

  @Override
  public void write(WriteBuffer out, Object storage, int length) {
    Object[] values = (Object[]) storage;
    List<?> before = List.of();
    for (int i = 0; i < length; i++) {
      if (values[i] instanceof List<?> list) {
        writeAfter(out, list, before);
        before = list;
      } else {
        write(out, values[i]);
        before = List.of();
      }
    }
  }

  private void writeAfter(WriteBuffer out, List<?> list, List<?> before) {
    int shared = 0;
    int most = Math.min(list.size(), before.size());
    while (shared < most && isSame(list.get(shared), before.get(shared))) {
      shared++;
    }
    if (shared == 0) {
      write(out, list);
      return;
    }
    out.put(TAIL).putVarInt(list.size()).putVarInt(shared);
    for (int i = shared; i < list.size(); i++) {
      write(out, list.get(i));
    }
  }

  /** Whether one can be written for the other; of others than these that is not asked. */
  private static boolean isSame(@Nullable Object a, @Nullable Object b) {
    return a == b
        || ((a instanceof String || a instanceof Instant || a instanceof Double) && a.equals(b));
  }

  @Override
  public void write(WriteBuffer out, @Nullable Object value) {
    if (value == null || value instanceof Missing) {
      out.put(NOTHING);
    } else if (value instanceof String string) {
      write(out, string);
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

  private static void write(WriteBuffer out, String string) {
    int length = string.length();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      char character = string.charAt(i);
      if (character >= ASCII_END) {
        out.put(STRING).putVarInt(length).putStringData(string, length);
        return;
      }
      bytes[i] = (byte) character;
    }
    out.put(ASCII).putVarInt(length).put(bytes);
  }

  @Override
  public void read(ByteBuffer in, Object storage, int length) {
    Object[] values = (Object[]) storage;
    for (int i = 0; i < length; i++) {
      values[i] = in.get(in.position()) == TAIL ? readTail(in, (List<?>) values[i - 1]) : read(in);
    }
  }

  private static List<Object> readTail(ByteBuffer in, List<?> before) {
    in.get();
    int size = DataUtils.readVarInt(in);
    int shared = DataUtils.readVarInt(in);
    var list = new ArrayList<Object>(size);
    list.addAll(before.subList(0, shared));
    for (int i = shared; i < size; i++) {
      list.add(readNullable(in));
    }
    return list;
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
      case ASCII -> readAscii(in);
      default -> DocumentType.INSTANCE.read(in).get("");
    };
  }

  private static String readAscii(ByteBuffer in) {
    byte[] bytes = new byte[DataUtils.readVarInt(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
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
