package io.laurel.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} or {@code If-None-Match} asks for (RFC 9110, sections 13.1.1 and 13.1.2):
 * any version, or one of some tags.
 *
 * @param any whether it was {@code *}
 * @param tags what was listed; empty where it was {@code *}
 */
public record EntityTags(boolean any, List<Tag> tags) {
  private static final String ANY = "*";

  /** Section 8.8.3: no escapes, no white space, bytes beyond ASCII as they are. */
  private static final Pattern TAG =
      Pattern.compile("(?<weak>W/)?(?<opaque>\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

  /**
   * One entity tag.
   *
   * @param opaque its opaque part, quotes included, as an {@code ETag} bears it
   */
  public record Tag(boolean weak, String opaque) {}

  /** Copies the tags. */
  public EntityTags {
    tags = List.copyOf(tags);
  }

  /**
   * Reads the field.
   *
   * @param lines values of the field's lines, at least one
   * @throws IllegalArgumentException for what the grammar does not know: no tag at all, a tag
   *     without quotes, {@code *} beside tags
   */
  public static EntityTags parse(List<String> lines) {
    List<String> elements = FieldList.split(lines, false);
    if (elements.equals(List.of(ANY))) {
      return new EntityTags(true, List.of());
    }
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("no entity tag");
    }
    return new EntityTags(false, elements.stream().map(EntityTags::tag).toList());
  }

  private static Tag tag(String element) {
    Matcher tag = TAG.matcher(element);
    if (!tag.matches()) {
      throw new IllegalArgumentException("no entity tag");
    }
    return new Tag(tag.group("weak") != null, tag.group("opaque"));
  }

  /**
   * The strong comparison, for {@code If-Match}: a weak tag meets nothing.
   *
   * @param etag of what is there, strong, with its quotes
   */
  public boolean meetStrongly(String etag) {
    return any || tags.contains(new Tag(false, etag));
  }

  /**
   * The weak comparison, for {@code If-None-Match}.
   *
   * @param etag of what is there, with its quotes and perhaps {@code W/}
   */
  public boolean meetWeakly(String etag) {
    String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
    return any || tags.stream().anyMatch(tag -> tag.opaque().equals(opaque));
  }
}
