package io.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldListTest {
  @Test
  void elements_noLine_none() {
    assertThat(FieldList.elements(List.of())).isEmpty();
  }

  @Test
  void elements_severalLines_areOneList() {
    assertThat(FieldList.elements(List.of("a, b", "c"))).containsExactly("a", "b", "c");
  }

  @Test
  void elements_emptyOnes_countForNothing() {
    assertThat(FieldList.elements(List.of("", ",a ,\t,, b\t,", " "))).containsExactly("a", "b");
  }

  @Test
  void elements_commaInQuotes_endsNothing() {
    assertThat(FieldList.elements(List.of("a;x=\"1, 2\", b"))).containsExactly("a;x=\"1, 2\"", "b");
  }

  @Test
  void elements_escapedQuote_endsNoQuotedString() {
    assertThat(FieldList.elements(List.of("a;x=\"1\\\", 2\", b")))
        .containsExactly("a;x=\"1\\\", 2\"", "b");
  }

  @Test
  void elements_quotedStringWithoutEnd_takesItsLineOnly() {
    assertThat(FieldList.elements(List.of("\"a, b", "c"))).containsExactly("\"a, b", "c");
  }

  @Test
  void elements_otherWhiteSpace_isPartOfThem() {
    assertThat(FieldList.elements(List.of("\u00a0a"))).containsExactly("\u00a0a");
  }

  @Test
  void tokens_knowNoCase() {
    assertThat(FieldList.tokens(List.of("Keep-Alive, CLOSE")))
        .containsExactly("keep-alive", "close");
  }
}
