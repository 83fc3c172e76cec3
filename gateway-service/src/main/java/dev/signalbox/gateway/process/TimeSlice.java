package dev.signalbox.gateway.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the system's scheduler for short time slices. A thread with short slices gets no more of a
 * processor, but gets it sooner when it wakes: it need not wait until the slice of another, some
 * milliseconds long, is over. That is for threads that work for microseconds at a time beside
 * others that compute, as event loops do beside compilers and engines.
 *
 * <p>Linux since 6.12 heeds it (EEVDF: {@code sched_runtime} of {@code sched_setattr(2)} under
 * SCHED_OTHER, 0.1 to 100 ms); elsewhere everything stays as it is. It needs no privilege. Threads
 * that such a thread starts have the usual slices: with short ones they would not make way for it.
 */
public final class TimeSlice {
  // struct sched_attr: size, policy, flags, nice, priority, runtime, deadline, period, and since
  // its second version the bounds of utilisation
  private static final int SIZE = 56;
  private static final long POLICY = 4;
  private static final long FLAGS = 8;
  private static final long RUNTIME = 24;

  private static final long RESET_ON_FORK = 1;

  private static final int SCHED_OTHER = 0;
  private static final int CALLING_THREAD = 0;

  private final MethodHandle syscall;
  private final Numbers numbers;

  private TimeSlice(MethodHandle syscall, Numbers numbers) {
    this.syscall = syscall;
    this.numbers = numbers;
  }

  /** The numbers of the two system calls, which C libraries have no functions for. */
  private record Numbers(long set, long get) {}

  /** Returns what asks this system, or nothing where no call is known. */
  public static Optional<TimeSlice> ofSystem() {
    Numbers numbers = numbers(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (numbers == null) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor fourArguments =
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    return linker
        .defaultLookup()
        .find("syscall")
        .map(address ->
            linker.downcallHandle(address, fourArguments, Linker.Option.firstVariadicArg(1)))
        .map(handle -> new TimeSlice(handle, numbers));
  }

  private static @Nullable Numbers numbers(String system, String machine) {
    if (!system.equals("Linux")) {
      return null;
    }
    return switch (machine) {
      case "amd64" -> new Numbers(314, 315);
      case "aarch64" -> new Numbers(274, 275);
      default -> null;
    };
  }

  /**
   * Asks for the calling thread, whose nice value stays what it is.
   *
   * @param slice 0.1 to 100 ms; the system takes the nearest that it knows
   * @return whether the call went through, which an older kernel lets it without heeding. False
   *     under another policy than the usual one, and where the call is forbidden
   */
  public boolean ask(Duration slice) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(SIZE, JAVA_LONG.byteAlignment());
      if (call(numbers.get, attributes, SIZE) != 0
          || attributes.get(JAVA_INT, POLICY) != SCHED_OTHER) {
        return false;
      }
      attributes.set(JAVA_LONG, FLAGS, attributes.get(JAVA_LONG, FLAGS) | RESET_ON_FORK);
      attributes.set(JAVA_LONG, RUNTIME, slice.toNanos());
      return call(numbers.set, attributes, 0) == 0;
    }
  }

  /** Returns the calling thread's slice; zero where the system does not say. */
  public Duration current() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(SIZE, JAVA_LONG.byteAlignment());
      long failed = call(numbers.get, attributes, SIZE);
      return Duration.ofNanos(failed == 0 ? attributes.get(JAVA_LONG, RUNTIME) : 0);
    }
  }

  /**
   * @param third size of the structure for the one call, flags for the other
   */
  private long call(long number, MemorySegment attributes, int third) {
    try {
      return (long) syscall.invokeExact(number, CALLING_THREAD, attributes, third, 0);
    } catch (Throwable e) {
      throw new IllegalStateException("syscall " + number, e);
    }
  }
}
