package dev.signalbox.cli.instance;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The running instances of this user, one small file each, named by the data port. */
public final class InstanceFiles {
  private final Path folder;

  public InstanceFiles(Path folder) {
    this.folder = folder;
  }

  /** Notes an instance down. */
  public void write(RunningInstance instance) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(instance.port() + ".new");
      Files.writeString(fresh, JsonMapper.shared().writeValueAsString(instance));
      Files.move(
          fresh,
          file(instance),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailure("cannot write below " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Those that live; what is left of others is cleared away. */
  public List<RunningInstance> alive() {
    List<RunningInstance> alive = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return alive;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        read(file, alive);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + folder + ": " + e.getMessage(), e);
    }
    return alive;
  }

  /** Forgets an instance; one of another process on the same port stays. */
  public void delete(RunningInstance instance) {
    try {
      Path file = file(instance);
      if (Files.exists(file) && isOf(instance.pid(), file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot delete " + file(instance) + ": " + e.getMessage(), e);
    }
  }

  private static boolean isOf(long pid, Path file) throws IOException {
    try {
      return JsonMapper.shared().readValue(Files.readString(file), RunningInstance.class).pid()
          == pid;
    } catch (JacksonException e) {
      // Not ours, or of another version: of no use either way.
      return true;
    }
  }

  private void read(Path file, List<RunningInstance> alive) throws IOException {
    try {
      RunningInstance instance =
          JsonMapper.shared().readValue(Files.readString(file), RunningInstance.class);
      if (instance.process().isPresent()) {
        alive.add(instance);
        return;
      }
    } catch (JacksonException e) {
      // Not ours, or of another version: of no use either way.
      Files.deleteIfExists(file);
      return;
    }
    Files.deleteIfExists(file);
  }

  private Path file(RunningInstance instance) {
    return folder.resolve(instance.port() + ".json");
  }
}
