package io.laurel.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.laurel.failure.Failure;
import io.laurel.json.JsonNumbers;
import io.laurel.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/** A body as the one JSON object that it has to be. */
final class JsonBody {
  private JsonBody() {}

  /**
   * The body as an object; fails with {@code malformed-json}, and with {@code invalid-request}
   * where it holds more or nests deeper than any message may.
   */
  static JsonObject parse(Buffer body) {
    try {
      if (StrictJson.read(body.getBytes()) instanceof Map<?, ?> members) {
        @SuppressWarnings("unchecked") // The names of JSON are texts.
        Map<String, Object> object = (Map<String, Object>) members;
        JsonNumbers.makeExact(object);
        return new JsonObject(object);
      }
    } catch (StreamConstraintsException e) {
      throw Failure.invalidRequest("", "holds too many values, or nests too deep");
    } catch (CharacterCodingException | JsonProcessingException e) {
      // Answered below; the parser's own words quote the body.
    }
    throw Failure.badRequest("malformed-json", "The body must be one JSON object in UTF-8.");
  }
}
