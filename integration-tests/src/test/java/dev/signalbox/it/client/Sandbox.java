package dev.signalbox.it.client;

import dev.signalbox.it.process.Checkout;
import dev.signalbox.it.process.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder under {@code target} with the official clients of one language installed in it, at the
 * versions pinned under {@code integration-tests/clients}, and one of the programs there.
 */
public final class Sandbox {
  private static final Duration INSTALL = Duration.ofMinutes(5);
  private static final Duration RUN = Duration.ofMinutes(2);

  private final String name;
  private final List<String> command;

  private Sandbox(String name, List<String> command) {
    this.name = name;
    this.command = command;
  }

  /** A program for the clients in Python, in a virtual environment of its own. */
  public static synchronized Sandbox python(String program) {
    Path folder = copied("python");
    String python = folder.resolve("venv/bin/python").toString();
    Path ready = folder.resolve("venv/ready");
    Path pins = folder.resolve("requirements.txt");
    if (!isInstalled(pins, ready)) {
      install("python-venv", List.of("python3", "-m", "venv", folder.resolve("venv").toString()));
      install("python-pip", List.of(python, "-m", "pip", "install", "-q", "-r", pins.toString()));
      note(pins, ready);
    }
    return new Sandbox("python", List.of(python, folder.resolve(program).toString()));
  }

  /** A program for the clients for Node. */
  public static synchronized Sandbox node(String program) {
    Path folder = copied("node");
    Path ready = folder.resolve("node_modules/ready");
    Path pins = folder.resolve("package-lock.json");
    if (!isInstalled(pins, ready)) {
      install("node-npm", List.of("npm", "ci", "--silent", "--prefix", folder.toString()));
      note(pins, ready);
    }
    return new Sandbox("node", List.of("node", folder.resolve(program).toString()));
  }

  /** Runs its probe and gives the JSON that it printed. */
  public JsonNode probe(String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    try (Launched probe = Launched.start("probe-" + name, all, Map.of())) {
      int exit = probe.exitCode(RUN);
      String output = probe.output();
      if (exit != 0) {
        throw new IllegalStateException(name + " probe: exit " + exit + "\n" + output);
      }
      return JsonMapper.shared().readTree(output.lines().toList().getLast());
    }
  }

  /** Tries twice, for registries fail now and then. */
  private static void install(String what, List<String> command) {
    Optional<String> failure = failure(what, command);
    if (failure.isPresent()) {
      failure = failure(what, command);
    }
    if (failure.isPresent()) {
      throw new IllegalStateException(what + ":\n" + failure.get());
    }
  }

  /** What a command printed that failed. */
  private static Optional<String> failure(String what, List<String> command) {
    try (Launched process = Launched.start(what, command, Map.of())) {
      return process.exitCode(INSTALL) == 0 ? Optional.empty() : Optional.of(process.output());
    }
  }

  private static Path copied(String client) {
    Path folder = Checkout.leavings().resolve(client);
    try (Stream<Path> files =
        Files.list(Checkout.root().resolve("integration-tests/clients").resolve(client))) {
      Files.createDirectories(folder);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, folder.resolve(file.getFileName()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever runs the old file meanwhile never sees half of the new one. */
  private static void copy(Path file, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(file, to) < 0) {
      return;
    }
    Path beside = to.resolveSibling(to.getFileName() + ".new");
    Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether what was installed last are these very versions. */
  private static boolean isInstalled(Path pins, Path ready) {
    try {
      return Files.exists(ready) && Files.mismatch(pins, ready) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void note(Path pins, Path ready) {
    try {
      Files.copy(pins, ready, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
