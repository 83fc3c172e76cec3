package dev.signalbox.cli.instance;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.Unwritable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running instances of this user, one small file each, named by the data port. A file is there
 * before its instance starts, and counts while the process that it names lives: two never have the
 * same port.
 */
public final class InstanceFiles {
  private static final String LOCK = "instances.lock";

  private final Path folder;

  public InstanceFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Notes an instance down before it starts; who claims at the same time waits for this one. What
   * is left of those that live no more is cleared away.
   *
   * @throws CommandFailure if another one that lives has one of its ports
   */
  public void claim(RunningInstance instance) {
    // A file lock belongs to the whole JVM: its threads take turns among themselves.
    synchronized (InstanceFiles.class) {
      try {
        Files.createDirectories(folder);
        try (FileChannel turn =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          turn.lock();
          clearAway();
          for (RunningInstance other : alive()) {
            if (other.pid() != instance.pid()) {
              requireOthersPorts(other, instance.port(), instance.adminPort());
            }
          }
          write(instance);
        }
      } catch (IOException e) {
        throw Unwritable.below(folder, e);
      }
    }
  }

  /**
   * Fails if an instance that lives has one of these ports.
   *
   * @throws CommandFailure that names the port and who has it
   */
  public void requireUnclaimed(int port, int adminPort) {
    alive().forEach(other -> requireOthersPorts(other, port, adminPort));
  }

  private static void requireOthersPorts(RunningInstance other, int port, int adminPort) {
    for (int taken : new int[] {other.port(), other.adminPort()}) {
      if (taken == port || taken == adminPort) {
        throw new CommandFailure(
            "port %d belongs to the Signalbox at %s (process %d): end it by ./signalbox down --port %d, or choose another by %s"
                .formatted(
                    taken,
                    other.url(),
                    other.pid(),
                    other.port(),
                    taken == port ? "--port" : "--admin-port"));
      }
    }
  }

  private void write(RunningInstance instance) throws IOException {
    Path fresh = folder.resolve(instance.port() + ".new");
    Files.writeString(fresh, JsonMapper.shared().writeValueAsString(instance));
    Files.move(
        fresh, file(instance), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Those that live. */
  public List<RunningInstance> alive() {
    List<RunningInstance> alive = new ArrayList<>();
    try {
      for (Path file : files()) {
        read(file).ifPresent(alive::add);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + folder + ": " + e.getMessage(), e);
    }
    return alive;
  }

  /** Only for who has the lock: others might delete what has just been claimed anew. */
  private void clearAway() throws IOException {
    for (Path file : files()) {
      if (read(file).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
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

  /** What is noted in a file, if its process lives; nothing where it is gone meanwhile. */
  private static Optional<RunningInstance> read(Path file) throws IOException {
    try {
      return Optional.of(
              JsonMapper.shared().readValue(Files.readString(file), RunningInstance.class))
          .filter(instance -> instance.process().isPresent());
    } catch (JacksonException | NoSuchFileException e) {
      // Gone, not ours, or of another version: of no use either way.
      return Optional.empty();
    }
  }

  private Path file(RunningInstance instance) {
    return folder.resolve(instance.port() + ".json");
  }
}
