package io.laurel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CallTimersTest {
  private static final CallTimers.Kind<StatusClass> KIND =
      new CallTimers.Kind<>(
          "tried_duration", "Tries", "operation", "status_class", StatusClass.SUCCEEDED);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallTimers<StatusClass> timers =
      new CallTimers<>(registry, KIND, Tag.of("port", "one"));

  @Test
  void of_nothingHappenedYet_exportsTheUsualOutcomeOnly() {
    timers.of("thing.put");

    assertThat(registry.scrape())
        .contains(
            "tried_duration_seconds_count{operation=\"thing.put\",port=\"one\","
                + "status_class=\"2xx\"} 0")
        .doesNotContain("4xx");
  }

  @Test
  void took_countsInTheBucketsOfItsOutcome() {
    timers.of("thing.put").took(StatusClass.REFUSED, TimeUnit.MILLISECONDS.toNanos(30));

    String labels = "{operation=\"thing.put\",port=\"one\",status_class=\"4xx\"";
    assertThat(registry.scrape())
        .contains("tried_duration_seconds_count" + labels + "} 1")
        .contains("tried_duration_seconds_bucket" + labels + ",le=\"0.025\"} 0")
        .contains("tried_duration_seconds_bucket" + labels + ",le=\"0.05\"} 1");
  }

  @Test
  void of_askedAgain_theSame() {
    assertThat(timers.of("thing.put")).isSameAs(timers.of("thing.put"));
  }

  @Test
  void statusClass_eachStatusOfAnAnswer_hasOne() {
    assertThat(StatusClass.of(204).label()).isEqualTo("2xx");
    assertThat(StatusClass.of(304).label()).isEqualTo("3xx");
    assertThat(StatusClass.of(499).label()).isEqualTo("4xx");
    assertThat(StatusClass.of(500).label()).isEqualTo("5xx");
    assertThatThrownBy(() -> StatusClass.of(100)).isInstanceOf(IllegalArgumentException.class);
  }
}
