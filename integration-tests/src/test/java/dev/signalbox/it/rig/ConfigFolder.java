package dev.signalbox.it.rig;

import dev.signalbox.it.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A configuration folder of a test's own, with the shipped schemas and the default policy. */
public record ConfigFolder(Path path) {

  /** A fresh folder with no experts and no tenants. */
  public static ConfigFolder create() {
    try {
      ConfigFolder folder =
          new ConfigFolder(Files.createTempDirectory(Checkout.leavings(), "config-"));
      Path shipped = Checkout.root().resolve("config-repo");
      for (String kind : List.of("schema", "policies", "experts", "tenants", "rollouts")) {
        Files.createDirectories(folder.path.resolve(kind));
      }
      for (String kind : List.of("schema", "policies")) {
        try (Stream<Path> files = Files.list(shipped.resolve(kind))) {
          for (Path file : files.toList()) {
            Files.copy(file, folder.path.resolve(kind).resolve(file.getFileName()));
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file as editors do: beside it first, then moved over it. */
  public ConfigFolder write(String name, String yaml) {
    Path file = path.resolve(name);
    Path beside = path.resolve(name + ".new");
    try {
      Files.writeString(beside, yaml);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tenant with one key. */
  public ConfigFolder tenant(String id, String key) {
    return write(
        "tenants/" + id + ".yaml", "id: %s%nkeys:%n  - sha256: \"%s\"%n".formatted(id, hash(key)));
  }

  /** An expert at a URL. */
  public ConfigFolder expert(String id, String tier, String url, String model) {
    return write(
        "experts/" + id + ".yaml",
        "id: %s%ntiers: [%s]%nreplicas:%n  - url: %s%n    model: %s%n"
            .formatted(id, tier, url, model));
  }

  private static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
