package io.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreferencesTest {
  @Test
  void ofType_theNarrowestRangeCounts() {
    Preferences wanted =
        Preferences.of(List.of("text/*;q=0.5, text/html;level=1;q=0.7", "*/*;q=0.1"));
    assertThat(wanted.ofType("text/html")).isEqualTo(0.7);
    assertThat(wanted.ofType("text/csv")).isEqualTo(0.5);
    assertThat(wanted.ofType("application/json")).isEqualTo(0.1);
  }

  @Test
  void ofType_withoutTheField_anything() {
    assertThat(Preferences.of(List.of()).ofType("text/html")).isOne();
    assertThat(Preferences.of(List.of("text/csv")).ofType("text/html")).isZero();
  }

  @Test
  void takesCoding_onlyWhatIsNamedAndNotRefused() {
    assertThat(Preferences.of(List.of()).takesCoding("gzip")).isFalse();
    assertThat(Preferences.of(List.of("br, GZIP")).takesCoding("gzip")).isTrue();
    assertThat(Preferences.of(List.of("gzip;q=0, *")).takesCoding("gzip")).isFalse();
    assertThat(Preferences.of(List.of("*;q=0.1")).takesCoding("gzip")).isTrue();
    assertThat(Preferences.of(List.of("identity")).takesCoding("gzip")).isFalse();
  }

  @Test
  void weights_thatAreNone_countAsTheHighest() {
    assertThat(Preferences.of(List.of("text/html;q=high")).ofType("text/html")).isOne();
    assertThat(Preferences.of(List.of("text/html;q=7")).ofType("text/html")).isOne();
  }
}
