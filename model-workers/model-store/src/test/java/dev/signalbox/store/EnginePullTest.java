package dev.signalbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginePullTest {
  @TempDir private Path folder;
  private StoreFixture fixture;
  private ModelStore store;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new StoreFixture(folder);
    byte[] tarball =
        tarball("package/bins/x/libllama.so", "package/bins/x/addon.node", "package/LICENSE");
    Files.write(fixture.wheels.resolve("engine.tgz"), tarball);
    store = fixture.store(TestArtifact.engineManifest(tarball));
    TestArtifact.writeTool(
        fixture.tools,
        "npm",
        """
        echo "$@" >> "$CALLS"
        while [ "$1" != --pack-destination ]; do shift; done
        cp "$WHEELS/engine.tgz" "$2/scope-engine-1.0.tgz"
        """);
  }

  @Test
  void unpacksOnlyLibrariesAndLicence() {
    Path engine = store.engine("cpu", fixture);

    assertThat(engine.resolve("libllama.so")).hasContent("package/bins/x/libllama.so");
    assertThat(engine.resolve("LICENSE")).exists();
    assertThat(engine.resolve("addon.node")).doesNotExist();
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void packsTheExactPackageAndRunsNoneOfItsScripts() throws IOException {
    store.engine("cpu", fixture);
    store.engine("cpu", fixture);

    assertThat(fixture.pipCalls())
        .singleElement()
        .asString()
        .startsWith("pack @scope/engine@1.0 --ignore-scripts");
  }

  @Test
  void repairsADamagedFolder() throws IOException {
    Path library = store.engine("cpu", fixture).resolve("libllama.so");
    Files.writeString(library, "cut");

    store.engine("cpu", fixture);

    assertThat(library).hasContent("package/bins/x/libllama.so");
  }

  @Test
  void saysWhatToDoWhereThereIsNoBuild() {
    assertThatThrownBy(() -> store.engine("abacus", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no engine build")
        .hasMessageContaining("--small URL");
  }

  private static byte[] tarball(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
