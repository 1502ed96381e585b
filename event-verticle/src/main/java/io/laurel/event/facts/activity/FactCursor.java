package io.laurel.event.facts.activity;

import io.laurel.event.facts.activity.Fact.Place;
import io.laurel.paging.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place of a page's last fact, as clients send it back. Subjects are their senders' own. */
final class FactCursor {
  private static final Pattern FORM =
      Pattern.compile(
          "1:([0-9]{4}-[0-9]{2}-[0-9]{2}):([A-Z][A-Z0-9_]{0,31})(?::(.+))?", Pattern.DOTALL);

  private FactCursor() {}

  static String encode(Place place) {
    String subject = place.subject() == null ? "" : ":" + place.subject();
    String text = "1:" + place.day() + ":" + place.type() + subject;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Null for null. Fails with {@code invalid-cursor} for one that is not ours. */
  static @Nullable Place decode(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      Matcher form = FORM.matcher(StandardCharsets.UTF_8.newDecoder().decode(bytes));
      if (form.matches()) {
        Place place = new Place(LocalDate.parse(form.group(1)), form.group(2), form.group(3));
        // Base64 has several spellings of the same bytes; we write one.
        if (encode(place).equals(text)) {
          return place;
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException | DateTimeException e) {
      // No base64 of UTF-8, or no day: not ours either.
    }
    throw Cursor.invalid();
  }
}
