package dev.signalbox.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingProcessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIGNALBOX_SMALL_API_KEY",
        "SIGNALBOX_ROUTING_URL",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "SPRING_APPLICATION_JSON",
        "SERVER_SSL_BUNDLE",
        "management_server_port",
        "signalbox.routing.url"
      })
  void noSettingReachesATraining(String variable) {
    assertThat(TrainingProcess.isSetting(variable)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "HOME", "LD_LIBRARY_PATH", "JAVA_TOOL_OPTIONS", "SERVERS"})
  void whatSystemsAndLibrariesNeedReachesIt(String variable) {
    assertThat(TrainingProcess.isSetting(variable)).isFalse();
  }
}
