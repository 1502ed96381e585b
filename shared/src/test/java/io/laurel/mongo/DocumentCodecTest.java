package io.laurel.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonString;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.junit.jupiter.api.Test;

final class DocumentCodecTest {
  private static final Instant AT = Instant.parse("2026-05-01T12:30:45.678Z");
  private static final MongoDate KEPT = MongoDate.of(AT);
  private static final BsonDateTime DATE = new BsonDateTime(AT.toEpochMilli());

  private final DocumentCodec codec = new DocumentCodec();

  private BsonDocument encoded(JsonObject document) {
    BsonDocument bson = new BsonDocument();
    codec.encode(new BsonDocumentWriter(bson), document, EncoderContext.builder().build());
    return bson;
  }

  private JsonObject decoded(BsonDocument bson) {
    return codec.decode(new BsonDocumentReader(bson), DecoderContext.builder().build());
  }

  @Test
  void encode_dateAtAnyDepth_isADate() {
    BsonDocument bson =
        encoded(
            new JsonObject()
                .put("at", MongoDate.of(AT.plusNanos(999_999)))
                .put("range", new JsonObject().put("$gte", KEPT))
                .put("list", new JsonArray().add(KEPT).add(new JsonObject().put("at", KEPT))));

    assertThat(bson.get("at")).isEqualTo(DATE);
    assertThat(bson.getDocument("range").get("$gte")).isEqualTo(DATE);
    assertThat(bson.getArray("list").get(0)).isEqualTo(DATE);
    assertThat(bson.getArray("list").get(1).asDocument().get("at")).isEqualTo(DATE);
  }

  /** What stores do with documents on the way. */
  @Test
  void encode_dateThatWasCopiedOrTakenAsAValue_isADate() {
    JsonObject document = new JsonObject().put("at", KEPT);

    assertThat(encoded(document.copy())).containsEntry("at", DATE);
    assertThat(encoded(new JsonObject().put("at", document.getValue("at"))))
        .containsEntry("at", DATE);
    assertThat(encoded(new JsonObject().mergeIn(document, true))).containsEntry("at", DATE);
    // So the client takes a pipeline apart.
    assertThat(encoded(JsonObject.mapFrom(document))).containsEntry("at", DATE);
  }

  @Test
  void encode_textLikeADate_isAText() {
    assertThat(encoded(new JsonObject().put("at", AT.toString())).get("at"))
        .isEqualTo(new BsonString(AT.toString()));
  }

  @Test
  void encode_dateAsTheClientWritesIt_isADate() {
    assertThat(encoded(new JsonObject().put("at", new JsonObject().put("$date", AT.toString()))))
        .containsEntry("at", DATE);
  }

  @Test
  void decode_whatWasEncoded_isTheSame() {
    JsonObject document =
        new JsonObject()
            .put("_id", "one")
            .putNull("nothing")
            .put("at", KEPT)
            .put("number", 7L)
            .put("inner", new JsonObject().put("at", KEPT).put("text", "t"))
            .put("list", new JsonArray().add(KEPT).addNull().add("text").add(true));

    JsonObject again = decoded(encoded(document));

    assertThat(again).isEqualTo(document);
    assertThat(MongoDates.fromDate(again, "at")).isEqualTo(AT);
    assertThat(MongoDates.fromDateOrNull(again, "nothing")).isNull();
  }
}
