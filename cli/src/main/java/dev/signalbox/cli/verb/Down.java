package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.instance.InstanceFiles;
import dev.signalbox.cli.instance.RunningInstance;
import dev.signalbox.store.StoreHome;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code down}: ends what {@code up} started. */
@Command(name = "down", description = "End what `up` started, and wait until it has ended.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Down implements Callable<Integer> {
  private static final int LIMIT_SECONDS = 12;

  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(names = "--port", description = "Only the instance with this data port.")
  private @Nullable Integer port;

  @Override
  public Integer call() throws Exception {
    InstanceFiles files = new InstanceFiles(StoreHome.ofThisProcess().run());
    List<RunningInstance> chosen =
        files.alive().stream().filter(each -> port == null || each.port() == port).toList();
    if (chosen.isEmpty()) {
      throw new CommandFailure(
          port == null ? "nothing is running" : "nothing is running on port " + port);
    }
    for (RunningInstance instance : chosen) {
      instance.process().ifPresent(ProcessHandle::destroy);
    }
    for (RunningInstance instance : chosen) {
      end(instance);
      files.delete(instance);
      spec.commandLine().getOut().println("ended " + instance.url());
    }
    return 0;
  }

  private static void end(RunningInstance instance)
      throws InterruptedException, ExecutionException {
    ProcessHandle process = instance.process().orElse(null);
    if (process == null) {
      return;
    }
    try {
      process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new CommandFailure(
          "process " + instance.pid() + " did not end in " + LIMIT_SECONDS + " s and was killed",
          e);
    }
  }
}
