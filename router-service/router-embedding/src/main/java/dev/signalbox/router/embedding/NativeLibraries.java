package dev.signalbox.router.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime without leaving anything in the folder for temporary files. By itself it
 * unpacks its native libraries there and marks files and folder for deletion at the end of the
 * process, the folder last; the last one is the first to be deleted, which fails while there are
 * files in it. From a folder of ours, which {@value #PROPERTY} names, it unpacks nothing.
 */
final class NativeLibraries {
  private static final String PROPERTY = "onnxruntime.native.path";

  private static @Nullable OrtEnvironment environment;

  private NativeLibraries() {}

  /** The environment of this process; the native libraries are loaded by the first call. */
  static synchronized OrtEnvironment environment() {
    if (environment == null) {
      environment = loaded();
    }
    return environment;
  }

  private static OrtEnvironment loaded() {
    String folder = folderInJar();
    if (folder == null || System.getProperty(PROPERTY) != null) {
      return OrtEnvironment.getEnvironment();
    }
    try {
      return loadedFrom(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("ONNX Runtime cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static OrtEnvironment loadedFrom(String folder) throws IOException {
    Path unpacked = Files.createTempDirectory("signalbox-onnxruntime");
    List<Path> libraries =
        List.of("onnxruntime", "onnxruntime4j_jni").stream()
            .map(name -> unpacked.resolve(System.mapLibraryName(name)))
            .toList();
    try {
      for (Path library : libraries) {
        unpack(folder + library.getFileName(), library);
      }
      System.setProperty(PROPERTY, unpacked.toString());
      return OrtEnvironment.getEnvironment();
    } finally {
      System.clearProperty(PROPERTY);
      // What is loaded stays so without its file.
      for (Path library : libraries) {
        Files.deleteIfExists(library);
      }
      Files.deleteIfExists(unpacked);
    }
  }

  private static void unpack(String resource, Path file) throws IOException {
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from this build");
      }
      Files.copy(in, file);
    }
  }

  /** Where the jar has libraries for this machine; null where it is for ONNX Runtime to tell. */
  private static @Nullable String folderInJar() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = processor.startsWith("aarch64");
    if (!arm && !processor.startsWith("amd64") && !processor.startsWith("x86_64")) {
      return null;
    }
    String suffix = arm ? "-aarch64/" : "-x64/";
    if (system.contains("linux")) {
      return "/ai/onnxruntime/native/linux" + suffix;
    }
    return system.contains("mac") ? "/ai/onnxruntime/native/osx" + suffix : null;
  }
}
