package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private static final int MANY = 90_000;

  /** The reader is shared: what one body does to it, the next one meets. */
  @Test
  void parse_bodiesOfManyNames_areObjects() {
    for (int i = 0; i < 3; i++) {
      String prefix = "k".repeat(i + 1);
      String members =
          IntStream.range(0, MANY)
              .mapToObj(k -> "\"" + prefix + k + "\":1")
              .collect(Collectors.joining(","));

      assertThat(JsonBody.parse(Buffer.buffer("{" + members + "}")).size()).isEqualTo(MANY);
    }
  }

  /** 33·'A' + 'b' is 33·'B' + 'A': all of these have one hash in the parser's tables. */
  @Test
  void parse_namesOfOneHash_areAnObject() {
    String members =
        IntStream.range(0, 1 << 12)
            .mapToObj(
                k ->
                    IntStream.range(0, 12)
                        .mapToObj(bit -> (k >> bit & 1) == 0 ? "Ab" : "BA")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(","));

    assertThat(JsonBody.parse(Buffer.buffer("{" + members + "}")).size()).isEqualTo(1 << 12);
  }
}
