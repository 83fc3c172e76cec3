package dev.signalbox.cli.tenant;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.Unwritable;
import dev.signalbox.cli.failure.UsageFailure;
import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigFile;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tenant's file in the configuration. What a person wrote in it stays as it is. */
public final class TenantFile {
  private static final String KIND = "tenants";
  private static final String KEYS = "keys";

  /** In the folder that it guards: all who add keys there lock it. */
  private static final String LOCK = ".keys.lock";

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\p{Cs}\\x{feff}\\x{fffe}\\x{ffff}]");

  private final ConfigCheck check = new ConfigCheck(ConfigSchemas.packaged(), List.of());
  private final Path config;
  private final String tenant;

  /**
   * @param config the configuration's folder
   * @param tenant the tenant's id
   */
  public TenantFile(Path config, String tenant) {
    this.config = config;
    this.tenant = tenant;
  }

  /**
   * Adds a key's hash to the file that has the tenant's id, and makes one if there is none. A
   * running gateway takes it up. Nothing is written unless the folder is there and the whole is
   * valid with the key. Who adds another key meanwhile waits for this one.
   *
   * @param name what the key is for; null for no name
   * @param shown tells the key to whoever asked for it, once it is in the file that it is given,
   *     and soon, since a gateway may ask for the key by then; if it fails the key is taken back
   * @throws ConfigRejectedException if the configuration is wrong as it is
   * @throws CommandFailure if the file cannot be written, or is written so that a key cannot be put
   *     into it without touching the rest
   */
  public void add(ApiKey key, @Nullable String name, Consumer<Path> shown) {
    // A file lock belongs to the whole JVM: its threads take turns among themselves.
    synchronized (TenantFile.class) {
      try {
        // a folder that is not there, or holds something else, gets no lock
        check.check(config);
        try (FileChannel turn =
            FileChannel.open(
                config.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          turn.lock();
          addAlone(key, name, shown);
        }
      } catch (IOException e) {
        throw new CommandFailure(
            "cannot write below "
                + config
                + " ("
                + Unwritable.reason(e)
                + "): name a folder that can be written by --config",
            e);
      }
    }
  }

  private void addAlone(ApiKey key, @Nullable String name, Consumer<Path> shown)
      throws IOException {
    ConfigSnapshot now = check.check(config);
    Optional<ConfigFile> found =
        now.of(KIND).stream()
            .filter(file -> file.root().path("id").asString().equals(tenant))
            .findFirst();
    String path = found.map(ConfigFile::path).orElseGet(() -> freshPath(now));
    Path file = config.resolve(path);
    String line = name == null ? null : inOneLine(name);
    try {
      String text = found.isPresent() ? Files.readString(file) : freshText();
      byte[] bytes = KeyList.with(text, key, line).getBytes(StandardCharsets.UTF_8);
      requireMeant(path, bytes, wanted(found, key, line), found);
      write(file, bytes);
      try {
        shown.accept(file);
      } catch (RuntimeException e) {
        takeBack(file, found.isPresent() ? text : null);
        // a gateway that has taken up its first key never goes back to letting everybody in
        throw new CommandFailure(
            e.getMessage()
                + "; the key is taken back, but a running gateway may go on asking for it until it is restarted or another key is made",
            e);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void takeBack(Path file, @Nullable String text) throws IOException {
    if (text == null) {
      Files.deleteIfExists(file);
    } else {
      write(file, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A name that YAML can hold; line breaks and tabs become blanks. */
  private static String inOneLine(String name) {
    String line = name.replaceAll("\\R|\\t", " ");
    if (UNPRINTABLE.matcher(line).find()) {
      throw new UsageFailure(
          "--name: %s (expected: text without control characters)"
              .formatted(UNPRINTABLE.matcher(line).replaceAll("?")));
    }
    return line;
  }

  private String freshPath(ConfigSnapshot now) {
    for (ConfigFile file : now.of(KIND)) {
      if (file.name().equals(tenant)) {
        throw new CommandFailure(
            "%s holds the tenant %s: give that file another name, then try again"
                .formatted(config.resolve(file.path()), file.root().path("id").asString()));
      }
    }
    return KIND + "/" + tenant + ".yaml";
  }

  private String freshText() {
    return "# yaml-language-server: $schema=../schema/tenants.schema.json\nid: " + tenant + "\n";
  }

  private ObjectNode wanted(Optional<ConfigFile> found, ApiKey key, @Nullable String name) {
    ObjectNode wanted =
        found
            .map(file -> (ObjectNode) file.root().deepCopy())
            .orElseGet(() -> JsonMapper.shared().createObjectNode().put("id", tenant));
    ObjectNode entry = JsonMapper.shared().createObjectNode().put("sha256", key.sha256());
    if (name != null) {
      entry.put("name", name);
    }
    wanted.withArrayProperty(KEYS).insert(0, entry);
    return wanted;
  }

  /** The text must be read as what was there and the key, by the parser that gateways use. */
  private void requireMeant(
      String path, byte[] bytes, ObjectNode wanted, Optional<ConfigFile> found) {
    String why = "the file would be read otherwise than it is meant";
    try {
      if (check.checkWith(config, path, bytes).of(KIND).stream()
          .anyMatch(file -> file.path().equals(path) && file.root().equals(wanted))) {
        return;
      }
    } catch (ConfigRejectedException e) {
      why = e.problems().getFirst().toString();
    }
    String line =
        found
            .filter(file -> file.root().has(KEYS))
            .map(file -> ":" + file.problem("/" + KEYS, "").line())
            .orElse("");
    throw new CommandFailure(
        "%s%s: no key can be added (%s): write \"keys:\" on a line of its own and each key on lines below it, then try again"
            .formatted(config.resolve(path), line, why));
  }

  /** Puts the whole in place at once; links stay, and who may read the file. */
  private static void write(Path file, byte[] bytes) throws IOException {
    boolean exists = Files.exists(file);
    Path target = exists ? file.toRealPath() : file;
    Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
    Path fresh =
        folder.resolve(".%s.%d.new".formatted(target.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.write(fresh, bytes);
      if (exists) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
