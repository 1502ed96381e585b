package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.AuthProgram;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.event.EventProgram;
import io.laurel.gateway.GatewayProgram;
import io.laurel.launch.ProcessConfig;
import io.laurel.launch.Program;
import io.laurel.management.ManagementConfig;
import io.laurel.telemetry.TracingConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A bad value ends a process before it opens anything, whichever setting has it: a feature whose
 * settings nobody judges would find it out when others are served already.
 */
final class SettingsJudgedTest {
  /** No number, no flag, no path, no zone, no address, and short for a secret. */
  private static final String BAD = "\0 none";

  /** Names: any text will do. */
  private static final Set<String> TAKE_ANY_TEXT =
      Set.of(
          "AUTH_DATABASE",
          "AUDIT_DATABASE",
          "EVENT_DATABASE",
          "HTTP_HOST",
          "MANAGEMENT_HOST",
          "TOKEN_AUDIENCE",
          "TOKEN_ISSUER");

  /** Of a file that one program alone reads; whoever joins a cluster judges {@code cluster}. */
  private static final Map<String, Program> OWN =
      Map.of(
          "auth", new AuthProgram(),
          "event", new EventProgram(),
          "gateway", new GatewayProgram(),
          "standalone", new StandaloneProgram(false));

  /** Of files that several read; each of these settings is judged by one of them at least. */
  private static final Set<String> SHARED = Set.of("process", "mongo");

  private static Set<String> keys(String file) {
    return new TreeSet<>(Settings.defaults(List.of(file)).keys());
  }

  /** As a process judges them, before it makes anything. */
  private static boolean takes(Program program, String key) {
    Settings settings = Settings.defaults(program.settings()).with("test", Map.of(key, BAD));
    try {
      ProcessConfig.of(settings);
      ManagementConfig.of(settings);
      TracingConfig.of(settings);
      program.check(Secrets.supposed(settings));
      return true;
    } catch (ConfigException refusal) {
      assertThat(refusal).hasMessageContaining(key).hasMessageNotContaining("\n");
      return false;
    }
  }

  @TestFactory
  Stream<DynamicTest> check_badValue_refusedByItsProgram() {
    return OWN.entrySet().stream()
        .flatMap(
            program ->
                keys(program.getKey()).stream()
                    .map(
                        key ->
                            DynamicTest.dynamicTest(
                                program.getKey() + " " + key,
                                () ->
                                    assertThat(takes(program.getValue(), key))
                                        .as(key)
                                        .isEqualTo(TAKE_ANY_TEXT.contains(key)))));
  }

  @TestFactory
  Stream<DynamicTest> check_badValueOfAll_refusedBySomeProgram() {
    return SHARED.stream()
        .flatMap(file -> keys(file).stream())
        .map(
            key ->
                DynamicTest.dynamicTest(
                    key,
                    () ->
                        assertThat(OWN.values().stream().allMatch(program -> takes(program, key)))
                            .isEqualTo(TAKE_ANY_TEXT.contains(key))));
  }

  @Test
  void files_ofThePrograms_areThoseJudgedHere() {
    Set<String> files = new TreeSet<>();
    OWN.values().forEach(program -> files.addAll(program.settings()));
    files.remove("cluster");

    Set<String> judged = new TreeSet<>(OWN.keySet());
    judged.addAll(SHARED);
    assertThat(files).isEqualTo(judged);
  }
}
