package io.laurel.auth.userimport;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.laurel.config.ConfigException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the documents of an export one by one: a JSON array, or documents one after the other as
 * {@code mongoexport} writes them. Blocks. Throws {@link ConfigException} for a file that cannot be
 * read and for what is no JSON.
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

  /** The next document; null at the end. */
  Row next() {
    try {
      JsonToken token = parser.nextToken();
      if (number == 0 && !inArray && token == JsonToken.START_ARRAY) {
        inArray = true;
        token = parser.nextToken();
      }
      if (token == null || token == JsonToken.END_ARRAY) {
        return null;
      }
      number++;
      return row(parser.currentTokenLocation());
    } catch (JsonProcessingException e) {
      // Not in its own words, which quote the file.
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigException(
          "%s is no JSON at line %d; it was read up to there".formatted(file, line));
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read");
    }
  }

  private Row row(JsonLocation start) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Row(number, start.getLineNr(), null);
    }
    @SuppressWarnings("unchecked") // What Jackson makes of any JSON object.
    Map<String, Object> document = parser.readValueAs(Map.class);
    return new Row(number, start.getLineNr(), new JsonObject(document));
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
