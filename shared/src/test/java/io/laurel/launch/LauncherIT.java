package io.laurel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, because exit codes and signals are what is promised. */
class LauncherIT {
  private static final Pattern MANAGEMENT = Pattern.compile("management (http://[0-9.:]+)");

  @TempDir Path directory;
  private ChildProcess child;

  @AfterEach
  void close() {
    if (child != null) {
      child.close();
    }
  }

  private ChildProcess start(String... pairs) {
    Map<String, String> environment =
        new HashMap<>(Map.of("CLUSTERED", "false", "MANAGEMENT_PORT", "0"));
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    child = ChildProcess.start(TrialProgram.Main.class, directory, environment);
    return child;
  }

  private HttpResponse<String> ready() throws IOException, InterruptedException {
    var found = MANAGEMENT.matcher(child.awaitLine(MANAGEMENT.asPredicate()));
    assertThat(found.find()).isTrue();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(found.group(1) + "/ready")).build(),
            BodyHandlers.ofString());
  }

  @Test
  void launch_serves_bannerAndReady() throws Exception {
    start().awaitReady();

    assertThat(ready().statusCode()).isEqualTo(200);
    assertThat(child.out()).contains("laurel trial", "  a word to the operator");
  }

  @Test
  void sigterm_serving_drainsAndEndsWith0() throws Exception {
    start().awaitReady();

    assertThat(child.terminate().exitCode()).isZero();
    assertThat(child.out()).contains("drained").last().asString().endsWith("trial ended");
    assertThat(child.err()).isEmpty();
  }

  @Test
  void sigterm_withDelay_leavesReadinessWhileItServes() throws Exception {
    start("SHUTDOWN_DELAY_MS", "8000").awaitReady();
    child.terminate();

    HttpResponse<String> answer = ready();
    Instant end = Instant.now().plusSeconds(8);
    while (answer.statusCode() == 200 && Instant.now().isBefore(end)) {
      answer = ready();
    }

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("{\"id\":\"serving\",\"status\":\"DOWN\"}");
    assertThat(child.out()).doesNotContain("drained");
  }

  @Test
  void sigterm_slowerThanTimeout_givesUp() throws Exception {
    start("SHUTDOWN_TIMEOUT_MS", "50").awaitReady();

    assertThat(child.terminate().exitCode()).isEqualTo(143);
    assertThat(child.out()).last().asString().contains("SHUTDOWN_TIMEOUT_MS");
  }

  private ChildProcess startWith(String... arguments) {
    child =
        ChildProcess.start(
            TrialProgram.Main.class,
            directory,
            Map.of("CLUSTERED", "false", "MANAGEMENT_PORT", "0"),
            arguments);
    return child;
  }

  @Test
  void help_always_saysWhatItTakesAndEnds() throws Exception {
    assertThat(startWith("--whatever", "--help").exitCode()).isZero();
    assertThat(child.out()).first().asString().startsWith("laurel trial");
    assertThat(child.out()).anyMatch(line -> line.contains("--version"));
    assertThat(child.err()).isEmpty();
  }

  @Test
  void version_always_oneLine() throws Exception {
    assertThat(startWith("--version").exitCode()).isZero();
    assertThat(child.out()).singleElement().asString().startsWith("laurel trial");
  }

  @Test
  void argument_unknown_namedAnd2() throws Exception {
    assertThat(startWith("--verison").exitCode()).isEqualTo(2);
    assertThat(child.err())
        .containsExactly("laurel trial: unknown argument \"--verison\"; --help says what it takes");
    assertThat(child.out()).isEmpty();
  }

  @Test
  void launch_always_saysAtOnceThatItStarts() throws Exception {
    start().awaitReady();

    assertThat(child.out()).first().asString().matches("laurel trial.* is starting");
  }

  @Test
  void launch_mistakeInSettings_nothingIsTouched() throws Exception {
    assertThat(start("TOKEN_AUDIENCE", "mistaken").exitCode()).isEqualTo(2);
    assertThat(child.err())
        .containsExactly("laurel trial cannot start: TOKEN_AUDIENCE takes another name");
    assertThat(child.out()).singleElement().asString().endsWith("is starting");
  }

  @Test
  void launch_operatorsMistake_oneLineAnd2() throws Exception {
    assertThat(start("TOKEN_ISSUER", "operator").exitCode()).isEqualTo(2);
    assertThat(child.err())
        .containsExactly("laurel trial cannot start: TOKEN_ISSUER takes another name");
  }

  @Test
  void launch_faultOfOurs_stackAnd1() throws Exception {
    assertThat(start("TOKEN_ISSUER", "fault").exitCode()).isEqualTo(1);
    assertThat(child.err())
        .startsWith("laurel trial cannot start: IllegalStateException: a fault of ours")
        .anyMatch(line -> line.contains("at io.laurel.launch.TrialProgram.deploy"));
  }

  @Test
  void launch_unknownKeyInFile_oneLineAnd2() throws Exception {
    Files.createDirectory(directory.resolve("conf"));
    Files.writeString(directory.resolve("conf/process.json"), "{\"MANAGMENT_PORT\": 9090}");

    assertThat(start().exitCode()).isEqualTo(2);
    assertThat(child.err())
        .containsExactly(
            "laurel trial cannot start: conf/process.json: unknown key MANAGMENT_PORT");
  }

  @Test
  void launch_managementPortTaken_oneLineNamesIt() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(start("MANAGEMENT_PORT", port).exitCode()).isEqualTo(2);
      assertThat(child.err())
          .singleElement()
          .asString()
          .contains("MANAGEMENT_PORT", "127.0.0.1:" + port, "another process");
    }
  }

  @Test
  void launch_clusteredWithoutTls_refused() throws Exception {
    assertThat(start("CLUSTERED", "true").exitCode()).isEqualTo(2);
    assertThat(child.err()).singleElement().asString().contains("CLUSTER_INSECURE=true");
  }

  @Test
  void launch_loggingOfWorkingDirectory_takesItsPlace() throws Exception {
    Files.createDirectory(directory.resolve("conf"));
    Files.writeString(
        directory.resolve("conf/logback.xml"),
        """
        <configuration>
          <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>OURS %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="console"/></root>
        </configuration>
        """);

    assertThat(start().awaitLine(line -> line.contains("ready in"))).startsWith("OURS trial");
  }
}
