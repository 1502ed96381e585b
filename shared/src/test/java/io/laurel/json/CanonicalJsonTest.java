package io.laurel.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  /** Stored fingerprints are made of this text: what it was it stays. */
  @Test
  void of_object_isWhatFingerprintsWereMadeOf() {
    JsonObject object =
        new JsonObject(
            "{\"b\": [true, null, \"é\\n"
                + "\\\"/\"], \"a\": {\"z\": 1, \"y\": -5}, \"c\": 1234567890123}");

    assertThat(CanonicalJson.of(object))
        .isEqualTo(
            "{\"a\":{\"y\":-5,\"z\":1},\"b\":[true,null,\"é\\n\\\"/\"],\"c\":1234567890123}");
  }

  @Test
  void of_equalNumbers_isEqual() {
    for (String two : new String[] {"2", "2.0", "2e0", "20E-1"}) {
      assertThat(CanonicalJson.of(new JsonObject().put("n", new BigDecimal(two))))
          .isEqualTo("{\"n\":2}");
    }
  }

  @Test
  void of_fractions_isExact() {
    assertThat(CanonicalJson.of(new JsonObject().put("n", 0.5))).isEqualTo("{\"n\":0.5}");
    assertThat(CanonicalJson.of(new JsonObject().put("n", 0.1)))
        .isEqualTo(CanonicalJson.of(new JsonObject().put("n", new BigDecimal("0.10"))))
        .isNotEqualTo(CanonicalJson.of(new JsonObject().put("n", 0.1 + Math.ulp(0.1))));
  }

  @Test
  void of_beyondADouble_isNotRounded() {
    assertThat(CanonicalJson.of(new JsonObject().put("n", new BigDecimal("9007199254740993"))))
        .isNotEqualTo(
            CanonicalJson.of(new JsonObject().put("n", new BigDecimal("9007199254740992"))));
  }
}
