package io.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
  private static EntityTags tags(String... lines) {
    return EntityTags.parse(List.of(lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", " * ", ",*,"})
  void star_meetsAnything(String line) {
    assertThat(tags(line).meetStrongly("\"7\"")).isTrue();
    assertThat(tags(line).meetWeakly("\"7\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "\"1\", \"7\"", ",\"7\" ,", "\"a,b\",\"7\"", "\"a\\\",\"7\""})
  void listed_meets(String line) {
    assertThat(tags(line).meetStrongly("\"7\"")).isTrue();
    assertThat(tags(line).meetWeakly("\"7\"")).isTrue();
  }

  @Test
  void severalLines_areOneList() {
    assertThat(tags("\"1\"", "\"7\"").meetStrongly("\"7\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "\"77\"", "\"6,7\"", "\"\""})
  void notListed_meetsNothing(String line) {
    assertThat(tags(line).meetStrongly("\"7\"")).isFalse();
    assertThat(tags(line).meetWeakly("\"7\"")).isFalse();
  }

  @Test
  void weak_meetsWeaklyOnly() {
    assertThat(tags("W/\"7\"").meetStrongly("\"7\"")).isFalse();
    assertThat(tags("W/\"7\"").meetWeakly("\"7\"")).isTrue();
    assertThat(tags("\"7\"").meetWeakly("W/\"7\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "7",
        "\"7",
        "7\"",
        "w/\"7\"",
        "W/ \"7\"",
        "W/7",
        "\"a b\"",
        "\"7\" \"8\"",
        "*, \"7\"",
        "\"7\", *",
        "*, *",
        "\"7\", 8",
        "\"\u007f\""
      })
  void whatTheGrammarDoesNotKnow_isRefused(String line) {
    assertThatThrownBy(() -> tags(line)).isInstanceOf(IllegalArgumentException.class);
  }
}
