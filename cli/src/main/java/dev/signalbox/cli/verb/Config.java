package dev.signalbox.cli.verb;

import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.launch.WholeCheck;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSnapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code config}: the configuration's files. */
@Command(
    name = "config",
    description = "The configuration's files.",
    subcommands = Config.Check.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Config {
  @Mixin private Standard standard;

  /** {@code config check}. */
  @Command(
      name = "check",
      description = "Check a configuration; every problem with file, line, field, value.")
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Standard standard;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Configuration (config-repo).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      Path checked = folder == null ? Installation.ofThisProcess().defaultConfig() : folder;
      PrintWriter out = spec.commandLine().getOut();
      try {
        ConfigSnapshot config = WholeCheck.of(checked);
        int files = config.files().values().stream().mapToInt(List::size).sum();
        out.println(
            json
                ? answer(config.revision()).toPrettyString()
                : "%s: %d files, revision %s".formatted(checked, files, config.revision()));
        if (!json && config.of("experts").isEmpty()) {
          out.println("no expert is configured: up needs --small, --large or --router beside it");
        }
        return 0;
      } catch (ConfigRejectedException e) {
        if (!json) {
          throw e;
        }
        out.println(answer(e).toPrettyString());
        return 1;
      }
    }

    private static ObjectNode answer(String revision) {
      ObjectNode answer = JsonMapper.shared().createObjectNode().put("revision", revision);
      answer.putArray("problems");
      return answer;
    }

    private static ObjectNode answer(ConfigRejectedException e) {
      ObjectNode answer = JsonMapper.shared().createObjectNode();
      ArrayNode problems = answer.putArray("problems");
      e.problems()
          .forEach(problem ->
              problems
                  .addObject()
                  .put("file", problem.file())
                  .put("line", problem.line())
                  .put("column", problem.column())
                  .put("field", problem.field())
                  .put("value", problem.value())
                  .put("expected", problem.expected()));
      return answer;
    }
  }
}
