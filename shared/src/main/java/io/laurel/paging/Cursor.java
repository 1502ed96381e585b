package io.laurel.paging;

import io.laurel.failure.Failure;
import io.laurel.time.Instants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort key of its last item. Lists run from newest to oldest by (time, id),
 * so an item that is there from first to last page appears exactly once, whatever is inserted
 * meanwhile.
 *
 * @param at time of the last item
 * @param id id of the last item, perhaps with a number behind a hyphen, or several by slashes
 */
public record Cursor(Instant at, String id) {
  private static final Pattern FORM =
      Pattern.compile(
          "1:([0-9]{1,15}):([a-z]{3}_[0-9A-Z]{26}(-[0-9]{1,6}|(/[a-z]{3}_[0-9A-Z]{26}){0,2}))");

  /** As answered: opaque to clients. */
  public String encode() {
    String text = "1:" + at.toEpochMilli() + ":" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The cursor a client sent back, or null for null. Fails with {@code invalid-cursor} for one that
   * is not ours.
   */
  public static @Nullable Cursor decode(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Matcher form =
          FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
      if (form.matches()) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(form.group(1)));
        Cursor cursor = new Cursor(at, form.group(2));
        // Base64 has several spellings of the same bytes; we write one.
        if (Instants.isOfTheYears(at) && cursor.encode().equals(text)) {
          return cursor;
        }
      }
    } catch (IllegalArgumentException e) {
      // No base64: not ours either.
    }
    throw invalid();
  }

  /** 400 {@code invalid-cursor}. */
  public static Failure invalid() {
    return Failure.badRequest(
        "invalid-cursor", "This cursor is not one of this list; start again without it.");
  }
}
