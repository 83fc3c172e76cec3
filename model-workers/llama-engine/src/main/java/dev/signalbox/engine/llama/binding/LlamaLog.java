package dev.signalbox.engine.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the library's log to SLF4J (logger {@code llama.cpp}), and remembers the last error, since
 * a failed load returns only NULL and tells its reason here alone.
 */
final class LlamaLog {
  private static final Logger LOG = LoggerFactory.getLogger("llama.cpp");
  private static final int INFO = 2;
  private static final int WARN = 3;
  private static final int ERROR = 4;
  private static final int LONGEST_LINE = 8192;

  /** How a decode that was told to end early is reported: as asked, not as a fault. */
  private static final Pattern ABORTED =
      Pattern.compile("failed with error 1$|compute status: 1$|decode, ret = 2$");

  private static volatile @Nullable String lastError;

  private LlamaLog() {}

  public interface LogSet {
    void set(MemorySegment callback, MemorySegment userData);
  }

  static void install(Symbols llama) {
    try {
      var target =
          MethodHandles.lookup()
              .findStatic(
                  LlamaLog.class,
                  "log",
                  MethodType.methodType(
                      void.class, int.class, MemorySegment.class, MemorySegment.class));
      var stub =
          Linker.nativeLinker()
              .upcallStub(
                  target,
                  FunctionDescriptor.ofVoid(
                      ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                  Arena.global());
      llama.bind("llama_log_set", LogSet.class).set(stub, MemorySegment.NULL);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last error line since the last call, or a plain word if there was none. */
  static String takeError() {
    String error = lastError;
    lastError = null;
    return error == null ? "no reason given" : error;
  }

  /** Called by the library, also from its own threads. An exception here would end the process. */
  @SuppressWarnings({"unused", "CatchAndPrintStackTrace"})
  private static void log(int level, MemorySegment text, MemorySegment userData) {
    try {
      String line = text.reinterpret(LONGEST_LINE).getString(0).strip();
      if (line.isEmpty()) {
        return;
      }
      if (level == ERROR && ABORTED.matcher(line).find()) {
        LOG.debug("{}", line);
      } else if (level == ERROR) {
        lastError = line;
        LOG.warn("{}", line);
      } else if (level == WARN) {
        LOG.info("{}", line);
      } else if (level == INFO) {
        LOG.debug("{}", line);
      } else {
        LOG.trace("{}", line);
      }
    } catch (RuntimeException | Error ignored) {
      // A line of log is not worth the process.
    }
  }
}
