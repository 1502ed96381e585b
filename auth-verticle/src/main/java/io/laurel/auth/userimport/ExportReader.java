package io.laurel.auth.userimport;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.laurel.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of an export one by one: arrays of them, or documents one after the other as
 * {@code mongoexport} writes them, or both, to the end of the file: the end of a value is not the
 * end of what an operator put into it. Blocks. Throws {@link ConfigException} for a file that
 * cannot be read, for what is no JSON, and where the file ends inside a value.
 */
final class ExportReader implements AutoCloseable {
  private final Path file;
  private final JsonParser parser;
  private boolean inArray;
  private int number;

  private ExportReader(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static ExportReader open(Path file) {
    try {
      return new ExportReader(file, new ObjectMapper().createParser(file.toFile()));
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read");
    }
  }

  /** The next document; null at the end of the file. */
  @Nullable Row next() {
    try {
      JsonToken token = parser.nextToken();
      while (inArray ? token == JsonToken.END_ARRAY : token == JsonToken.START_ARRAY) {
        inArray = !inArray;
        token = parser.nextToken();
      }
      if (token == null) {
        return null;
      }
      number++;
      return row(parser.currentTokenLocation());
    } catch (JsonProcessingException e) {
      // Not in its own words, which quote the file.
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigException(
          String.format(
              Locale.ROOT, "%s is no JSON at line %d; it was read up to there", file, line));
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read");
    }
  }

  private Row row(JsonLocation start) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Row(number, start.getLineNr(), null, "it is no JSON object");
    }
    RowFields fields = RowFields.read(parser);
    return new Row(number, start.getLineNr(), fields.document(), fields.fault());
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be closed");
    }
  }
}
