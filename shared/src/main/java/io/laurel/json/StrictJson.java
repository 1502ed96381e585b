package io.laurel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it. Vert.x's own reader takes comments, guesses UTF-16, repairs broken UTF-8
 * lets the last of two equal names win and rounds numbers.
 */
public final class StrictJson {
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
          .readerFor(Object.class);

  private StrictJson() {}

  /**
   * The one value that a text in UTF-8 is: a map, a list or a scalar; null for {@code null}.
   *
   * @throws CharacterCodingException where it is no UTF-8
   * @throws JsonProcessingException where it is no JSON, or more of it than anybody sends; its
   *     words quote the text
   */
  public static @Nullable Object read(byte[] text)
      throws CharacterCodingException, JsonProcessingException {
    return READER.readValue(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
  }
}
