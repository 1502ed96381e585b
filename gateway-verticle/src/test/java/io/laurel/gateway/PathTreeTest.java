package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTreeTest {
  private final PathTree<String> tree = new PathTree<>();

  @BeforeEach
  void fill() {
    for (String template :
        new String[] {
          "/", "/api/", "/claims", "/claims/{claimId}", "/claims/export", "/claims/{claimId}/notes"
        }) {
      tree.at(template, () -> template);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/api/, /api/",
    "/claims, /claims",
    "/claims/1, /claims/{claimId}",
    "/claims/a%2Fb, /claims/{claimId}",
    "/claims/.., /claims/{claimId}",
    "/claims/export, /claims/export",
    "/claims/exports, /claims/{claimId}",
    "/claims/1/notes, /claims/{claimId}/notes",
    "/claims/export/notes, /claims/{claimId}/notes"
  })
  void find_path_fitsOneTemplate(String path, String template) {
    assertThat(tree.find(path)).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api", "//", "/claims/", "//claims", "/claims//notes", "/claims/1/", "/Claims"})
  void find_anyOther_fitsNone(String path) {
    assertThat(tree.find(path)).isNull();
  }

  @Test
  void at_sameShape_isTheSameValue() {
    assertThat(tree.at("/claims/{other}", () -> "new")).isEqualTo("/claims/{claimId}");
  }
}
