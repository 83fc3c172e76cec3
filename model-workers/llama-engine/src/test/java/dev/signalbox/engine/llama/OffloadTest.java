package dev.signalbox.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.engine.llama.binding.Devices.Device;
import dev.signalbox.engine.llama.binding.Devices.Kind;
import dev.signalbox.engine.llama.binding.LlamaException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffloadTest {
  private static final Device CPU = new Device("CPU", "a processor", Kind.CPU, 0, 0);
  private static final Device GPU = new Device("CUDA0", "a GPU", Kind.GPU, 1_000, 1_000);

  @Test
  void autoTakesTheGpuThatIsThere() {
    assertThat(choose(Accelerator.AUTO, -1, 500, CPU, GPU).describe(28))
        .isEqualTo("cuda: 29 of 29 layers");
  }

  @Test
  void autoStaysOnTheCpuWhereThereIsNoGpu() {
    assertThat(choose(Accelerator.AUTO, -1, 500, CPU).describe(28)).isEqualTo("cpu");
  }

  @Test
  void cpuLeavesTheGpuAlone() {
    assertThat(choose(Accelerator.CPU, 10, 500, CPU, GPU)).isEqualTo(new Offload("cpu", 0));
  }

  @Test
  void asManyLayersAsFit() {
    assertThat(choose(Accelerator.CUDA, -1, 1_700, CPU, GPU).describe(28))
        .isEqualTo("cuda: 14 of 29 layers");
  }

  @Test
  void layersThatWereAskedForAreTaken() {
    assertThat(choose(Accelerator.CUDA, 5, 1_700, CPU, GPU)).isEqualTo(new Offload("cuda", 5));
    assertThat(choose(Accelerator.CUDA, 0, 1_700, CPU, GPU)).isEqualTo(new Offload("cpu", 0));
  }

  @Test
  void aGpuThatWasAskedForAndIsNotThereIsRefused() {
    assertThatThrownBy(() -> choose(Accelerator.VULKAN, -1, 500, CPU, GPU))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining("vulkan")
        .hasMessageContaining("CPU, CUDA0");
  }

  private static Offload choose(
      Accelerator accelerator, int layers, long needed, Device... devices) {
    var options =
        new LlamaOptions(
            "m", "v", Path.of("m.gguf"), Path.of("lib"), accelerator, layers, 0, 1, 1, 1);
    return Offload.choose(options, List.of(devices), () -> new Offload.ModelSize(needed, 28));
  }
}
