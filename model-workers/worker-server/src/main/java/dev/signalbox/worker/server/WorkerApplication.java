package dev.signalbox.worker.server;

import dev.signalbox.worker.server.lifecycle.OrphanEnd;
import dev.signalbox.worker.server.lifecycle.ParentWatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** A worker: one process that serves one model over the OpenAI HTTP API. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerApplication {
  private static final Logger log = LoggerFactory.getLogger(WorkerApplication.class);

  /** Starts the process; configuration comes from the command line, the environment and files. */
  public static void main(String[] args) {
    endWithParent(new SimpleCommandLinePropertySource(args));
    try {
      SpringApplication.run(WorkerApplication.class, args);
    } catch (RuntimeException e) {
      log.error("The worker cannot start: {}", reason(e));
      System.exit(1);
    }
  }

  /**
   * Before anything else: a worker that still starts when its parent dies must end, too. No orderly
   * stop: nobody waits for it any more, and it might take too long.
   */
  private static void endWithParent(SimpleCommandLinePropertySource arguments) {
    Long pid = parentPid(arguments.getProperty("signalbox.worker.parent-pid"));
    if (pid != null) {
      OrphanEnd.watch(
          ParentWatch.of(pid), Duration.ofSeconds(1), () -> Runtime.getRuntime().halt(1));
    }
  }

  private static @Nullable Long parentPid(@Nullable String value) {
    try {
      return value == null ? null : Long.valueOf(value);
    } catch (NumberFormatException e) {
      return null; // Refused with its name and place when the properties are bound.
    }
  }

  /** The innermost cause that says something to an operator. */
  private static String reason(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null && !(inner instanceof PortInUseException)) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.toString() : inner.getMessage();
  }
}
