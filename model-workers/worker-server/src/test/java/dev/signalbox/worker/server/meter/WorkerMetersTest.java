package dev.signalbox.worker.server.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkerMetersTest {
  @Test
  void everyMeterIsThereFromTheStartAndSaysWhatItIs() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new WorkerMeters(registry, () -> null);

    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .containsOnlyElementsOf(
            Arrays.stream(MeterNames.values()).map(MeterNames::meter).collect(Collectors.toSet()));
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getDescription)
        .allSatisfy(text -> assertThat(text).isNotBlank());
  }
}
