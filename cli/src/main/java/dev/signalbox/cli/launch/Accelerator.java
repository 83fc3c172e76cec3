package dev.signalbox.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What computes: the choices of {@code --accelerator}. */
public enum Accelerator {
  AUTO,
  CPU,
  CUDA,
  VULKAN;

  /** The variable that tells the system's loader where libraries are. */
  static final String SEARCH_PATH = "LD_LIBRARY_PATH";

  private static final String CUDA_RUNTIME = "libcudart.so.13";

  /** The name on command lines and in the manifest. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What this machine has, if the choice was left to us; otherwise the choice. */
  Accelerator resolve(Map<String, String> environment) {
    if (this != AUTO) {
      return this;
    }
    if (Files.exists(Path.of("/proc/driver/nvidia/version"))
        && cudaLibraries(environment).isPresent()) {
      return CUDA;
    }
    return hasVulkan(environment) ? VULKAN : CPU;
  }

  /** The folder with the CUDA runtime that the CUDA build needs. */
  static Optional<Path> cudaLibraries(Map<String, String> environment) {
    return libraryFolders(environment).stream()
        .filter(folder -> Files.exists(folder.resolve(CUDA_RUNTIME)))
        .findFirst();
  }

  /**
   * Where a worker finds CUDA: the runtime's folder before all that this process was told, since
   * the driver's library and others may lie there. Empty where there is no runtime.
   */
  static Optional<String> cudaSearchPath(Map<String, String> environment) {
    String told = environment.getOrDefault(SEARCH_PATH, "");
    return cudaLibraries(environment)
        .map(folder -> told.isBlank() ? folder.toString() : folder + ":" + told);
  }

  private static boolean hasVulkan(Map<String, String> environment) {
    boolean loader =
        libraryFolders(environment).stream()
            .anyMatch(folder -> Files.exists(folder.resolve("libvulkan.so.1")));
    return loader && !matching(Path.of("/dev/dri"), "renderD").isEmpty();
  }

  private static List<Path> libraryFolders(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    for (String folder : environment.getOrDefault(SEARCH_PATH, "").split(":")) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/usr/lib/x86_64-linux-gnu"));
    folders.add(Path.of("/usr/lib64"));
    for (Path cuda : matching(Path.of("/usr/local"), "cuda")) {
      folders.add(cuda.resolve("lib64"));
      folders.add(cuda.resolve("targets/x86_64-linux/lib"));
    }
    return folders;
  }

  private static List<Path> matching(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
