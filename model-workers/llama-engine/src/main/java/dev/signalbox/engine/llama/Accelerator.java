package dev.signalbox.engine.llama;

/** Where layers may run. */
public enum Accelerator {
  /** A GPU if the library sees one, otherwise the CPU. */
  AUTO,
  CPU,
  CUDA,
  VULKAN
}
