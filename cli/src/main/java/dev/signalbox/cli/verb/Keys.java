package dev.signalbox.cli.verb;

import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.launch.WholeCheck;
import dev.signalbox.cli.tenant.ApiKey;
import dev.signalbox.cli.tenant.TenantFile;
import dev.signalbox.cli.terminal.StandardOutput;
import dev.signalbox.config.ConfigRejectedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: API keys of tenants. */
@Command(name = "keys", description = "API keys of tenants.", subcommands = Keys.New.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Keys {
  @Mixin private Standard standard;

  /** {@code keys new}. */
  @Command(
      name = "new",
      description =
          "Make a key: printed once on standard output, its SHA-256 goes into the tenant's file.")
  static final class New implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Standard standard;

    @Option(names = "--tenant", required = true, description = "Whose key: [a-z0-9-]{1,64}.")
    private String tenant;

    @Option(names = "--name", description = "What the key is for, for people.")
    private @Nullable String name;

    @Option(names = "--config", paramLabel = "DIR", description = "Configuration (config-repo).")
    private @Nullable Path config;

    @Override
    public Integer call() {
      if (!tenant.matches("[a-z0-9-]{1,64}")) {
        throw new ParameterException(
            spec.commandLine(), "--tenant: " + tenant + " (expected: 1 to 64 of a-z, 0-9 and -)");
      }
      Path folder = config == null ? Installation.ofThisProcess().defaultConfig() : config;
      ApiKey key = ApiKey.random(new SecureRandom());
      // looked for first: once the key is in the file nothing may come before its being shown
      Optional<String> warning = whyNotInForce(folder);
      new TenantFile(folder, tenant).add(key, name, file -> show(key, file, warning));
      return 0;
    }

    private void show(ApiKey key, Path file, Optional<String> warning) {
      PrintWriter err = spec.commandLine().getErr();
      warning.ifPresent(err::println);
      err.println(
          "signalbox: the key's SHA-256 is in " + file + "; the key itself is shown only now:");
      err.flush();
      PrintWriter out = spec.commandLine().getOut();
      out.println(key.text());
      StandardOutput.requireWritten(out);
    }

    /** What only a running gateway can judge, since it may have been told of more experts. */
    private static Optional<String> whyNotInForce(Path folder) {
      try {
        WholeCheck.of(folder);
        return Optional.empty();
      } catch (ConfigRejectedException e) {
        return Optional.of(
            "signalbox: a gateway takes the key only with the rest of the configuration, and that has: "
                + e.problems().getFirst());
      }
    }
  }
}
