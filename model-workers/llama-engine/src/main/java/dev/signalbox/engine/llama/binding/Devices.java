package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** The processors that the library's backends see: the CPU always, and GPUs. */
public final class Devices {
  private static final int LONGEST_NAME = 256;
  private static final List<Kind> KINDS =
      List.of(Kind.CPU, Kind.GPU, Kind.INTEGRATED_GPU, Kind.ACCELERATOR);

  private final Count count;
  private final Get get;
  private final Text name;
  private final Text description;
  private final TypeOf type;
  private final Memory memory;

  Devices(Symbols ggml, Symbols base) {
    count = ggml.bind("ggml_backend_dev_count", Count.class);
    get = ggml.bind("ggml_backend_dev_get", Get.class);
    name = base.bind("ggml_backend_dev_name", Text.class);
    description = base.bind("ggml_backend_dev_description", Text.class);
    type = base.bind("ggml_backend_dev_type", TypeOf.class);
    memory = base.bind("ggml_backend_dev_memory", Memory.class);
  }

  /** All devices, in the library's order, with the memory that is free now. */
  public List<Device> list() {
    return LongStream.range(0, count.count()).mapToObj(this::device).toList();
  }

  private Device device(long index) {
    MemorySegment handle = get.get(index);
    try (var arena = Arena.ofConfined()) {
      MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
      memory.read(handle, free, total);
      int kind = type.type(handle);
      return new Device(
          text(name.text(handle)),
          text(description.text(handle)),
          kind >= 0 && kind < KINDS.size() ? KINDS.get(kind) : Kind.OTHER,
          free.get(ValueLayout.JAVA_LONG, 0),
          total.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  private static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL)
        ? ""
        : pointer.reinterpret(LONGEST_NAME).getString(0).strip();
  }

  /** What a device is. */
  public enum Kind {
    CPU,
    GPU,
    /** A GPU that uses the host's memory. */
    INTEGRATED_GPU,
    /** Helps the CPU (BLAS, AMX); no layers are offloaded to it. */
    ACCELERATOR,
    OTHER
  }

  /**
   * One device.
   *
   * @param name the library's name: {@code CPU}, {@code CUDA0}, {@code Vulkan1}
   * @param description the maker's name
   * @param kind what it is
   * @param freeBytes memory free now; 0 if unknown
   * @param totalBytes memory in all; 0 if unknown
   */
  public record Device(
      String name, String description, Kind kind, long freeBytes, long totalBytes) {

    /** Whether layers can be offloaded to it. */
    public boolean isGpu() {
      return kind == Kind.GPU || kind == Kind.INTEGRATED_GPU;
    }

    /** The backend's name in lower case without the number: {@code cuda}. */
    public String backend() {
      return name.toLowerCase(Locale.ROOT).replaceAll("[0-9]+$", "");
    }
  }

  public interface Count {
    long count();
  }

  public interface Get {
    MemorySegment get(long index);
  }

  public interface Text {
    MemorySegment text(MemorySegment device);
  }

  public interface TypeOf {
    int type(MemorySegment device);
  }

  public interface Memory {
    void read(MemorySegment device, MemorySegment free, MemorySegment total);
  }
}
