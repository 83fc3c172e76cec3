package dev.signalbox.cli.tenant;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's file in the configuration. What a person wrote in it stays as it is. */
public final class TenantFile {
  private final Path folder;
  private final String tenant;

  /**
   * @param folder the configuration's {@code tenants} folder
   * @param tenant the tenant's id
   */
  public TenantFile(Path folder, String tenant) {
    this.folder = folder;
    this.tenant = tenant;
  }

  /** Adds a key's hash, and makes the file if there is none. A running gateway takes it up. */
  public Path add(ApiKey key, @Nullable String name) {
    Path file = folder.resolve(tenant + ".yaml");
    try {
      Files.createDirectories(folder);
      List<String> lines =
          Files.exists(file)
              ? new ArrayList<>(Files.readAllLines(file))
              : new ArrayList<>(
                  List.of(
                      "# yaml-language-server: $schema=../schema/tenants.schema.json",
                      "id: " + tenant));
      insert(lines, entry(key, name), file);
      Path fresh = folder.resolve("." + tenant + ".new");
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void insert(List<String> lines, List<String> entry, Path file) {
    int keys = lines.indexOf("keys:");
    if (keys >= 0) {
      lines.addAll(keys + 1, entry);
      return;
    }
    if (lines.stream().anyMatch(line -> line.startsWith("keys"))) {
      throw new CommandFailure(
          file
              + ": keys are written in one line; write \"keys:\" with a line for each, then try again");
    }
    lines.add("keys:");
    lines.addAll(entry);
  }

  private static List<String> entry(ApiKey key, @Nullable String name) {
    String hash = "sha256: \"" + key.sha256() + "\"";
    return name == null
        ? List.of("  - " + hash)
        : List.of("  - name: " + quoted(name), "    " + hash);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ") + "\"";
  }
}
