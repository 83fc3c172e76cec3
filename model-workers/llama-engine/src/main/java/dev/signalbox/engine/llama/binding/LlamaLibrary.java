package dev.signalbox.engine.llama.binding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The loaded llama.cpp library: found in a folder, checked against the layouts that this binding
 * was written for, its backends registered, its log handed to SLF4J.
 *
 * <p>A process holds one library for good: backends register process-wide and can be unloaded only
 * at the risk of a crash. {@code GGML_NO_BACKTRACE=1}, which keeps a failed assertion from starting
 * a debugger, is read from the environment by the library itself and cannot be set from Java after
 * the start: whoever starts the worker process sets it.
 */
public final class LlamaLibrary {
  /** The version whose struct layouts this binding knows. */
  public static final String VERSION = "v0.5.0";

  private static final Pattern LLAMA = named("llama");
  private static final Pattern GGML = named("ggml");
  private static @Nullable LlamaLibrary loaded;

  private final Path directory;
  final ModelFunctions models;
  final VocabFunctions vocabs;
  final ContextFunctions contexts;
  final SamplerFunctions samplers;
  private final Devices devices;

  private LlamaLibrary(Path directory) {
    this.directory = directory;
    var llama = new Symbols(find(directory, LLAMA, "libllama"));
    var ggml = new Symbols(find(directory, GGML, "libggml"));
    checkLayout(llama);
    LlamaLog.install(llama);
    try (var arena = Arena.ofConfined()) {
      ggml.bind("ggml_backend_load_all_from_path", LoadBackends.class)
          .load(arena.allocateFrom(directory.toString()));
    }
    llama.bind("llama_backend_init", Init.class).init();
    models = new ModelFunctions(llama);
    vocabs = new VocabFunctions(llama);
    contexts = new ContextFunctions(llama);
    samplers = new SamplerFunctions(llama);
    devices = new Devices(ggml, new Symbols(find(directory, named("ggml-base"), "libggml-base")));
  }

  /**
   * Loads the library from a folder that holds libllama, libggml and the backends.
   *
   * @throws LlamaException if there is none, it is of another version, or this process has loaded
   *     one from another folder
   */
  public static synchronized LlamaLibrary load(Path directory) {
    Path folder = directory.toAbsolutePath().normalize();
    if (loaded == null) {
      loaded = new LlamaLibrary(folder);
    } else if (!loaded.directory.equals(folder)) {
      throw new LlamaException(
          "this process has loaded llama.cpp from %s already and cannot load it from %s as well"
              .formatted(loaded.directory, folder));
    }
    return loaded;
  }

  /** The processors that the library sees. */
  public Devices devices() {
    return devices;
  }

  /** Longest number of sequences that a context may have; more makes context creation fail. */
  public int maxSequences() {
    return 256;
  }

  private static void checkLayout(Symbols llama) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment text = llama.bind("llama_version", Version.class).version();
      String version = text.equals(MemorySegment.NULL) ? "?" : text.reinterpret(64).getString(0);
      MemorySegment defaults =
          llama
              .bind(
                  "llama_context_default_params",
                  ContextFunctions.DefaultParams.class,
                  FunctionDescriptor.of(Structs.CONTEXT_PARAMS))
              .get(arena);
      boolean known =
          defaults.get(ValueLayout.JAVA_INT, 0) == 512
              && defaults.get(ValueLayout.JAVA_INT, 4) == 2048
              && defaults.get(ValueLayout.JAVA_INT, 8) == 512
              && defaults.get(ValueLayout.JAVA_INT, 12) == 1
              && defaults.get(ValueLayout.JAVA_INT, 44) == -1;
      if (!known) {
        throw new LlamaException(
            "llama.cpp %s lays out its parameters in another way than %s, which this build was"
                    .formatted(version, VERSION)
                + " written for; use the library of that version");
      }
    }
  }

  private static Path find(Path directory, Pattern name, String what) {
    if (Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        var found =
            files.filter(f -> name.matcher(f.getFileName().toString()).matches()).sorted().toList();
        if (!found.isEmpty()) {
          return found.getFirst();
        }
      } catch (IOException e) {
        throw new LlamaException("cannot read the library folder " + directory, e);
      }
    }
    throw new LlamaException(
        "no %s in %s (expected: the unpacked llama.cpp %s libraries)"
            .formatted(what, directory, VERSION));
  }

  /** {@code libX.so}, {@code libX.cuda.v0.5.0.so}, {@code libX.v0.5.0.dylib}, {@code X.dll}. */
  private static Pattern named(String library) {
    return Pattern.compile(
        "(lib)?"
            + Pattern.quote(library)
            + "(\\.(cuda|vulkan|metal))?(\\.v[0-9.]+)?\\.(so|dylib|dll)");
  }

  public interface LoadBackends {
    void load(MemorySegment directory);
  }

  public interface Init {
    void init();
  }

  public interface Version {
    MemorySegment version();
  }
}
