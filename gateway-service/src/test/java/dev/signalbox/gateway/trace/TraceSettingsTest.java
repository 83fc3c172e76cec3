package dev.signalbox.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings turn traces on, and which are refused. */
class TraceSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "false, ''",
    "false, otel.service.name=gateway",
    "true, otel.traces.exporter=otlp",
    "false, otel.traces.exporter=",
    "false, otel.traces.exporter=none otel.exporter.otlp.endpoint=http://collector:4318",
    "true, otel.exporter.otlp.endpoint=http://collector:4318",
    "true, otel.exporter.otlp.traces.endpoint=http://collector:4318/v1/traces",
    "false, otel.traces.exporter=otlp otel.sdk.disabled=true"
  })
  void tracesAreWantedWhereAnExporterOrACollectorIsNamed(boolean wanted, String settings) {
    Map<String, String> set = new HashMap<>();
    for (String setting : settings.split(" ", -1)) {
      String[] parts = setting.split("=", 2);
      if (parts.length == 2) {
        set.put(parts[0], parts[1]);
      }
    }

    assertThat(TraceSettings.wantTraces(set::get)).isEqualTo(wanted);
  }

  @Test
  void protocolThatIsNotSpokenIsNamed() {
    assertThatThrownBy(
            () -> TraceExport.open(Map.of("otel.exporter.otlp.protocol", "grpc"), "gateway"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("otel.exporter.otlp.protocol: grpc (expected: http/protobuf)");
  }
}
