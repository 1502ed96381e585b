package io.laurel.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme1234",
        "Change-Me-Please!",
        "admin-password-1",
        "administrator",
        "PasswordPassword",
        "123456789012",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "this-is-a-secret",
        "replace_this_secret_in_production_0000"
      })
  void contain_sampleWords_true(String sample) {
    assertThat(SampleSecrets.contain(sample)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct-horse-battery", "0123456789abcdef0123456789abcdef", "Tr0ub4dor&3x!"})
  void contain_other_false(String secret) {
    assertThat(SampleSecrets.contain(secret)).isFalse();
  }
}
