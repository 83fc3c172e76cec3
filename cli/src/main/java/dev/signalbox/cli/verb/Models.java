package dev.signalbox.cli.verb;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.terminal.PullReport;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.StoredModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code models}: the weights on this machine. */
@Command(
    name = "models",
    description = "The models on this machine.",
    subcommands = {Models.ListModels.class, Models.Pull.class, Models.Remove.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Models {
  private static final long MEGABYTE = 1 << 20;

  @Mixin private Standard standard;

  /** {@code models list}. */
  @Command(name = "list", description = "Show the known models and which of them are here.")
  static final class ListModels implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Standard standard;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
      List<StoredModel> models = open().list();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        models.forEach(model ->
            all.addObject()
                .put("id", model.id())
                .put("title", model.title())
                .put("bytes", model.bytes())
                .put("licence", model.licence())
                .put("file", model.file().toString())
                .put("present", model.present()));
        out.println(all.toPrettyString());
      } else {
        for (StoredModel model : models) {
          out.printf(
              "%-20s %6d MB  %-8s %-11s %s%n",
              model.id(),
              model.bytes() / MEGABYTE,
              model.present() ? "here" : "-",
              model.licence(),
              model.title());
        }
      }
      return 0;
    }
  }

  /** {@code models pull}. */
  @Command(name = "pull", description = "Bring models to this machine.")
  static final class Pull implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Standard standard;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Ids of `models list`.")
    private List<String> models;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description = "Take a file that you have instead of downloading it.")
    private @Nullable Path from;

    @Override
    public Integer call() {
      if (from != null && models.size() > 1) {
        throw new ParameterException(
            spec.commandLine(), "--from FILE brings one model: name one, not " + models.size());
      }
      ModelStore store = open();
      try (PullReport report = standard.narrator(spec.commandLine().getErr()).pulls()) {
        for (String model : models) {
          Path file =
              from == null ? store.model(model, report) : store.modelFrom(model, from, report);
          spec.commandLine().getOut().println(file);
        }
      }
      return 0;
    }
  }

  /** {@code models rm}. */
  @Command(name = "rm", description = "Delete models from this machine.")
  static final class Remove implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Standard standard;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Ids of `models list`.")
    private List<String> models;

    @Override
    public Integer call() {
      ModelStore store = open();
      for (String model : models) {
        if (!store.remove(model)) {
          throw new CommandFailure(model + " is not on this machine");
        }
        spec.commandLine().getOut().println("deleted " + model);
      }
      return 0;
    }
  }

  private static ModelStore open() {
    return ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
  }
}
