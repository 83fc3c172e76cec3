package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.suite.Coverage;
import dev.signalbox.cli.suite.MavenRun;
import dev.signalbox.cli.suite.TestCounts;
import dev.signalbox.cli.terminal.PullReport;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code test}: the whole suite, the same as continuous integration runs. */
@Command(
    name = "test",
    description = {
      "Run the whole test suite: pull the engine and the small test model, then build, test and",
      "check everything. The official API clients are installed below the build folders."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Test implements Callable<Integer> {
  private static final List<String> ALWAYS = List.of("smollm2-135m");
  private static final List<String> REAL = List.of("qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b");

  @Spec private CommandSpec spec;
  @Mixin private Standard standard;

  @Option(names = "--real", description = "Also the tests on the 0.5B and 1.5B models.")
  private boolean real;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Installation.ofThisProcess().root();
    StoreHome home = StoreHome.ofThisProcess();
    pull(home);
    FileTime begun = FileTime.from(Instant.now());
    Map<String, String> environment =
        Map.of("SIGNALBOX_HOME", home.root().toString(), "SIGNALBOX_TEST_REAL", real ? "true" : "");
    int status = new MavenRun(root).run(List.of("verify"), environment);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%nLines covered by each module's own tests:%n");
    Coverage.of(root).forEach(coverage -> out.println(coverage.line()));
    TestCounts counts = TestCounts.since(root, begun);
    out.printf("%n%s%n", counts.line());
    out.flush();
    if (status != 0 || !counts.isGreen()) {
      throw new CommandFailure("the suite failed: the lines above marked ERROR say where");
    }
    return 0;
  }

  private void pull(StoreHome home) {
    ModelStore store = ModelStore.open(home, System.getenv());
    try (PullReport report = standard.narrator(spec.commandLine().getErr()).pulls()) {
      store.engine("cpu", report);
      Stream.concat(ALWAYS.stream(), real ? REAL.stream() : Stream.<String>empty())
          .forEach(model -> store.model(model, report));
    }
  }
}
