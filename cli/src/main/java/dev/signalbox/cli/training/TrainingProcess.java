package dev.signalbox.cli.training;

import dev.signalbox.cli.process.LastWords;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application that runs so that its JVM learns. It ends with this process, and so does the JVM
 * that writes down what was learned; closing ends both.
 */
final class TrainingProcess implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TIDYING = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final String ENDING = "this process is ending";

  /**
   * Variables that an application takes for its settings: the operator's servers, credentials and
   * collectors are no concern of a training.
   */
  private static final Pattern SETTING =
      Pattern.compile("(?i)(signalbox|otel|spring|server|management|logging)[._].*");

  private final Path output;
  private final Thread hook;
  private volatile @Nullable Process process;
  private volatile boolean ending;

  private TrainingProcess(Path output) {
    this.output = output;
    Thread trainer = Thread.currentThread();
    this.hook = new Thread(() -> endBefore(trainer));
  }

  /**
   * Starts it.
   *
   * @param environment variables set in addition to this process's own without settings
   * @param folder where it runs; null for this process's own
   * @param output file that takes what it prints
   * @throws InterruptedException if this process is ending
   */
  static TrainingProcess start(
      List<String> command, Map<String, String> environment, @Nullable Path folder, Path output)
      throws IOException, InterruptedException {
    @Nullable File directory = folder == null ? null : folder.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()));
    builder.environment().keySet().removeIf(TrainingProcess::isSetting);
    builder.environment().putAll(environment);
    TrainingProcess training = new TrainingProcess(output);
    training.launch(builder);
    return training;
  }

  /** The hook stands before the process does: this process may end at any time. */
  private void launch(ProcessBuilder builder) throws IOException, InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new InterruptedException(ENDING);
    }
    try {
      process = builder.start();
    } catch (IOException e) {
      close();
      throw e;
    }
    if (ending) {
      kill();
    }
  }

  private Process process() {
    return Objects.requireNonNull(process, "launched");
  }

  /** Whether applications read a variable of this name. */
  static boolean isSetting(String variable) {
    return SETTING.matcher(variable).matches();
  }

  /**
   * Waits until a path answers with 200.
   *
   * @return why it never will; empty if it does
   */
  Optional<String> awaitAnswer(TrainingTraffic traffic, String path, Duration limit)
      throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < until) {
      int status = traffic.status(path);
      if (status == OK) {
        return Optional.empty();
      }
      if (status / 100 == 4) { // other than 503, which says that it is not ready yet
        return Optional.of("GET %s answered %d (see %s)".formatted(path, status, output));
      }
      if (process().waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of("it ended in training: " + LastWords.of(List.of(output)));
      }
    }
    return Optional.of("no answer within %d s (see %s)".formatted(limit.toSeconds(), output));
  }

  /**
   * Asks it to end, and waits until its JVM has written down what it learned.
   *
   * @return why that is not known; empty if it ended
   */
  Optional<String> end(Duration limit) throws InterruptedException {
    process().destroy();
    return process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.empty()
        : Optional.of("it did not end within %d s (see %s)".formatted(limit.toSeconds(), output));
  }

  /** Ends the process, and lets the one who trains it clear away what is left. */
  private void endBefore(Thread trainer) {
    ending = true;
    kill();
    try {
      trainer.join(TIDYING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    Process current = process;
    if (current != null) {
      current.descendants().forEach(ProcessHandle::destroyForcibly);
      current.destroyForcibly();
    }
  }

  /**
   * Ends it.
   *
   * @throws InterruptedException if this process is ending, so that nobody waits for a cache
   */
  @Override
  public void close() throws InterruptedException {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new InterruptedException(ENDING);
    }
  }
}
