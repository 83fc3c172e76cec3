package dev.signalbox.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.installation.JavaCommand;
import dev.signalbox.cli.tenant.ApiKey;
import dev.signalbox.cli.terminal.Narrator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AotTrainingTest {
  @TempDir private Path root;
  private final StringWriter err = new StringWriter();
  private Path application = Path.of("");

  @BeforeEach
  void build() throws IOException {
    application = Files.createDirectories(root.resolve("target/run/gateway"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PretendGateway.class.getName());
    try (OutputStream file = Files.newOutputStream(application.resolve("gateway.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type : List.of(PretendGateway.class, ApiKey.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(name));
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
          assertThat(in).isNotNull().satisfies(found -> found.transferTo(jar));
        }
      }
    }
  }

  private void train(String orders) throws IOException, InterruptedException {
    Files.writeString(application.resolve("orders"), orders);
    Narrator narrator = new Narrator(new PrintWriter(err), false, false);
    AotTraining.gateway(JavaCommand.gateway(new Installation(root)), narrator).make();
  }

  private List<String> notes() throws IOException {
    return Files.readAllLines(application.resolve("notes"));
  }

  private List<String> built() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("target/run"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path folder(List<String> notes) {
    String name = "--signalbox.config.dir=";
    return notes.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Path.of(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Timeout(120)
  void aGatewayThatWantsAKeyIsAskedWithOneByAConfigurationOfItsOwn() throws Exception {
    train("");

    assertThat(err.toString()).isEmpty();
    assertThat(root.resolve("target/run/gateway.aot")).isNotEmptyFile();
    assertThat(notes())
        .contains("asked", "--signalbox.parent-pid=" + ProcessHandle.current().pid());
    assertThat(folder(notes())).doesNotExist();
    assertThat(built()).containsExactlyInAnyOrder("gateway", "gateway.aot");
  }

  @Test
  @Timeout(80) // less than the 90 s after which a training that waits gives up
  void aRefusalEndsTheTrainingAtOnceAndIsToldInOneLine() throws Exception {
    train("refuse");

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("signalbox: no ahead-of-time cache")
        .contains("the gateway starts slower: GET /v1/models answered 401 (see ");
    assertThat(folder(notes())).doesNotExist();
    assertThat(built()).containsExactly("gateway");
  }

  @Test
  @Timeout(80) // less than the 90 s after which a training that waits gives up
  void theEndOfTheApplicationEndsTheTrainingAndItsLastWordsAreTold() throws Exception {
    train("die");

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("it ended in training: the disk is full (see ");
  }
}
