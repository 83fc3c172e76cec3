package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.Devices.Device;
import dev.signalbox.engine.llama.binding.LlamaException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How many layers go to a GPU, and how that is told.
 *
 * @param backend {@code cpu}, {@code cuda}, {@code vulkan} or another backend's name
 * @param layers layers to offload; 0 on the CPU
 */
record Offload(String backend, int layers) {
  /**
   * What a model takes of a GPU.
   *
   * @param bytes weights and cache together
   * @param layers its layers; 0 if they are not known
   */
  record ModelSize(long bytes, int layers) {}

  /** More than any model has: all of them. */
  private static final int ALL = 10_000;

  /** Left free on a GPU for the library's own buffers. */
  private static final double USABLE = 0.85;

  /**
   * Chooses.
   *
   * @param devices what the library sees
   * @param model asked where it must be known whether the whole model fits
   * @throws LlamaException if a GPU was asked for by name and there is none of the kind
   */
  static Offload choose(LlamaOptions options, List<Device> devices, Supplier<ModelSize> model) {
    if (options.accelerator() == Accelerator.CPU) {
      return new Offload("cpu", 0);
    }
    String wanted = options.accelerator().name().toLowerCase(Locale.ROOT);
    List<Device> gpus =
        devices.stream()
            .filter(Device::isGpu)
            .filter(d -> options.accelerator() == Accelerator.AUTO || d.backend().equals(wanted))
            .toList();
    if (gpus.isEmpty() && options.accelerator() != Accelerator.AUTO) {
      throw new LlamaException(
          "accelerator: %s, but the library in %s sees no such GPU (it sees: %s)"
              .formatted(
                  wanted,
                  options.libraryDirectory(),
                  String.join(", ", devices.stream().map(Device::name).toList())));
    }
    if (gpus.isEmpty() || options.gpuLayers() == 0) {
      return new Offload("cpu", 0);
    }
    String backend = gpus.getFirst().backend();
    if (options.gpuLayers() > 0) {
      return new Offload(backend, options.gpuLayers());
    }
    long free = gpus.stream().mapToLong(Device::freeBytes).sum();
    ModelSize size = model.get();
    double share = free == 0 ? 1 : USABLE * free / Math.max(1, size.bytes());
    return share >= 1 || size.layers() == 0
        ? new Offload(backend, ALL)
        : new Offload(backend, (int) (share * size.layers()));
  }

  boolean onGpu() {
    return layers > 0;
  }

  /** In words, for {@code EngineInfo.accelerator}. */
  String describe(int modelLayers) {
    // The output layer counts as one more.
    int all = modelLayers + 1;
    return onGpu() ? "%s: %d of %d layers".formatted(backend, Math.min(layers, all), all) : "cpu";
  }
}
