package dev.signalbox.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of a configuration directory: {@code KIND/NAME.yaml}. Links are followed, so that a
 * Kubernetes volume reads like a plain directory; names that begin with a dot (its {@code ..data})
 * are passed over, and so are files with another ending.
 */
final class ConfigDirectory {
  static final int MAX_FILE_BYTES = 1 << 20;
  private static final String SCHEMA = "schema";

  private final Path directory;
  private final Set<String> kinds;
  private volatile Set<String> expected = Set.of();

  ConfigDirectory(Path directory, Set<String> kinds) {
    this.directory = directory;
    this.kinds = Set.copyOf(kinds);
  }

  /**
   * From now on a kind whose folder is there today has to keep it, even an empty one: a folder that
   * is gone is more often an accident, or one that is just being replaced, than somebody's wish.
   *
   * @param now what is in force
   */
  void expect(ConfigScan now) {
    expected = now.folders();
  }

  /** Reads everything as it is now. Never throws: what cannot be read is a problem of the scan. */
  ConfigScan scan() {
    List<SourceFile> files = new ArrayList<>();
    List<ConfigProblem> problems = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    try {
      for (Path child : list(directory)) {
        scanKind(child, files, problems);
        folders.add(child.getFileName().toString());
      }
      for (String kind : expected) {
        if (!folders.contains(kind)) {
          problems.add(ConfigProblem.ofFile(kind, "does not exist", "a directory, as until now"));
        }
      }
    } catch (IOException e) {
      problems.add(ConfigProblem.ofFile(directory.toString(), reason(e), "a readable directory"));
    }
    folders.retainAll(kinds);
    return ConfigScan.of(files, problems, folders);
  }

  /** What the file system says of all that {@link #scan} would read; nothing if part is hidden. */
  DirectoryStamp stamp() {
    List<Path> paths = new ArrayList<>(List.of(directory));
    try {
      for (Path child : list(directory)) {
        paths.add(child);
        if (Files.isDirectory(child) && !child.endsWith(SCHEMA)) {
          paths.addAll(list(child));
        }
      }
    } catch (IOException e) {
      paths.clear(); // a scan says what cannot be read
    }
    return DirectoryStamp.of(paths);
  }

  /** The directories whose changes matter, as far as they exist. */
  List<Path> watched() {
    List<Path> watched = new ArrayList<>(List.of(directory));
    kinds.stream().map(directory::resolve).filter(Files::isDirectory).forEach(watched::add);
    return watched;
  }

  private void scanKind(Path child, List<SourceFile> files, List<ConfigProblem> problems) {
    String kind = child.getFileName().toString();
    boolean known = kinds.contains(kind);
    if (!Files.isDirectory(child)) {
      if (known || isYaml(child)) {
        problems.add(ConfigProblem.ofFile(kind, "no directory", known ? "a directory" : place()));
      }
      return;
    }
    if (kind.equals(SCHEMA)) {
      return;
    }
    try {
      Set<String> names = new HashSet<>();
      for (Path file : list(child)) {
        String path = kind + "/" + file.getFileName();
        if (!isYaml(file)) {
          continue;
        }
        if (!known) {
          problems.add(ConfigProblem.ofFile(path, "no kind of configuration", place()));
        } else if (!names.add(stem(file))) {
          problems.add(ConfigProblem.ofFile(path, "a second " + stem(file), "each name once"));
        } else {
          read(kind, file, path, files, problems);
        }
      }
    } catch (IOException e) {
      problems.add(ConfigProblem.ofFile(kind, reason(e), "a readable directory"));
    }
  }

  private static void read(
      String kind, Path file, String path, List<SourceFile> files, List<ConfigProblem> problems) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (!found.isRegularFile()) { // to open a pipe is to wait for somebody who writes into it
        String what = found.isDirectory() ? "a directory" : "a pipe, socket or device";
        problems.add(ConfigProblem.ofFile(path, what, "a file"));
        return;
      }
      byte[] bytes = start(file);
      if (bytes.length > MAX_FILE_BYTES) {
        problems.add(
            ConfigProblem.ofFile(path, "more than 1 MiB", "at most " + MAX_FILE_BYTES + " bytes"));
        return;
      }
      files.add(new SourceFile(kind, stem(file), path, bytes));
    } catch (IOException e) {
      problems.add(ConfigProblem.ofFile(path, reason(e), "a readable file"));
    }
  }

  /** As much of a file as tells whether it is too long. */
  private static byte[] start(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(MAX_FILE_BYTES + 1);
    }
  }

  private String place() {
    return "a file in one of " + String.join("/, ", kinds.stream().sorted().toList()) + "/";
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(
            directory, path -> !path.getFileName().toString().startsWith("."))) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return children;
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getClass().getSimpleName();
  }
}
