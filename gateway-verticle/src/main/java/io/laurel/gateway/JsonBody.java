package io.laurel.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laurel.failure.Failure;
import io.laurel.json.JsonNumbers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON as RFC 8259 has it. Vert.x's own reader takes comments, guesses UTF-16, repairs broken UTF-8
 * lets the last of two equal names win and rounds numbers.
 */
final class JsonBody {
  /**
   * Twice what the longest list of the contract needs. Without it 4 MiB of empty objects would
   * become a hundred MiB of maps before a schema sees them.
   */
  private static final long MAX_TOKENS = 200_000;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Its table of names cannot hold what strangers make up: an internal error.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerForMapOf(Object.class);

  private JsonBody() {}

  /**
   * The body as an object; fails with {@code malformed-json}, and with {@code invalid-request}
   * where it holds more or nests deeper than any message may.
   */
  static JsonObject parse(Buffer body) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
      Map<String, Object> object = READER.readValue(text);
      if (object != null) {
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
