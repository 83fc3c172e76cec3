package dev.signalbox.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.UsageFailure;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.config.ConfigRejectedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LaunchPartsTest {
  @TempDir private Path folder;

  @Test
  void whereIsAServerAModelOfTheStoreOrAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("my.model.gguf"));

    assertThat(Where.parse("--small", "http://host:8000/v1#m", name -> false))
        .isInstanceOf(Where.Server.class);
    assertThat(Where.parse("--small", "known", name -> name.equals("known")))
        .isEqualTo(new Where.Stored("known"));
    assertThat(Where.parse("--small", file.toString(), name -> false))
        .isInstanceOfSatisfying(
            Where.GgufFile.class, gguf -> assertThat(gguf.stem()).isEqualTo("my.model"));
  }

  @Test
  void whereNamesTheFlagAndWhatWasExpected() {
    assertThatThrownBy(() -> Where.parse("--large", "nowhere.gguf", name -> false))
        .isInstanceOf(UsageFailure.class)
        .hasMessageStartingWith("--large: nowhere.gguf (expected: a GGUF file");
    assertThatThrownBy(() -> Where.parse("--large", "http://u:p@host/v1", name -> false))
        .hasMessageContaining("without user name and password");
    assertThatThrownBy(() -> Where.parse("--large", "http://", name -> false))
        .isInstanceOf(UsageFailure.class);
    assertThatThrownBy(() -> Ports.requireFree("no such host", 1, "--port"))
        .isInstanceOf(UsageFailure.class)
        .hasMessageStartingWith("--host: no such host");
  }

  @Test
  void coresButOneAreSharedAmongTheWorkers() {
    assertThat(WorkerProcess.threads(2, 2)).isEqualTo(1);
    assertThat(WorkerProcess.threads(8, 2)).isEqualTo(3);
    assertThat(WorkerProcess.threads(8, 1)).isEqualTo(7);
    assertThat(WorkerProcess.threads(1, 3)).isEqualTo(1);
  }

  @Test
  void aWorkersAddressIsSaidWhenItIsStarted() {
    WorkerProcess worker =
        new WorkerProcess(
            new LocalModel("m", "small", folder.resolve("m.gguf"), null, WorkerSettings.OPEN),
            4711);
    WorkerProcess.Engine engine = new WorkerProcess.Engine(folder, Accelerator.CPU, Map.of());

    assertThat(worker.announcement(engine, 1))
        .isEqualTo("starting m on cpu with 1 thread at http://127.0.0.1:4711");
    assertThat(worker.announcement(engine, 3)).contains("with 3 threads");
  }

  @Test
  void anExpertsFileSaysWhatItsWorkerMayTake() {
    JsonNode expert =
        JsonMapper.shared()
            .readTree(
                """
                {"id": "a", "context_length": 4096,
                 "local": {"model": "m", "gpu_layers": 12, "slots": 8, "threads": 3}}
                """);

    WorkerSettings settings = WorkerSettings.of(expert);
    assertThat(settings.arguments())
        .containsExactly(
            "--signalbox.worker.context-length=4096",
            "--signalbox.worker.gpu-layers=12",
            "--signalbox.worker.slots=8");
    assertThat(settings.threadsOr(1)).isEqualTo(3);
    assertThat(WorkerSettings.OPEN.arguments()).isEmpty();
    assertThat(WorkerSettings.OPEN.threadsOr(1)).isEqualTo(1);
  }

  @Test
  void aPolicyThatNamesNobodyIsFoundBeforeAnythingIsBrought() throws IOException {
    Files.createDirectories(folder.resolve("experts"));
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(folder.resolve("experts/a.yaml"), "id: a\nlocal: {model: m}\n");
    Files.writeString(folder.resolve("policies/p.yaml"), "id: p\nexperts: [nobody]\n");

    assertThatThrownBy(() -> WholeCheck.of(folder))
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessageContaining("policies/p.yaml:2:11: experts[0]: \"nobody\"");
  }

  @Test
  void aWorkerFindsTheCudaRuntimeAndWhatItsParentWasTold() throws IOException {
    Path driver = Files.createDirectories(folder.resolve("driver"));
    Path runtime = Files.createDirectories(folder.resolve("runtime"));
    Files.createFile(runtime.resolve("libcudart.so.13"));
    String told = driver + ":" + runtime;

    assertThat(Accelerator.cudaSearchPath(Map.of("LD_LIBRARY_PATH", told)))
        .hasValue(runtime + ":" + told);
  }

  @Test
  void aBusyPortIsNamedWithItsFlag() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", port, "--port"))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("--port");
    }
  }

  @Test
  void modelsThatDoNotFitIntoMemoryAreRefusedWithBothNumbers() throws IOException {
    Path file = folder.resolve("big.gguf");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(4L << 30);
    }
    List<LocalModel> models = List.of(new LocalModel("big", null, file, null, WorkerSettings.OPEN));

    MemoryCheck.require(models, 8L << 30);
    assertThatThrownBy(() -> MemoryCheck.require(models, 2L << 30))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("big")
        .hasMessageContaining("2048 MB are free");
  }

  @Test
  void anExpertIsReplacedOnlyIfFlagsGiveAllItsTiers() {
    ConfiguredExpert small = new ConfiguredExpert("a", List.of("small"), "m", WorkerSettings.OPEN);
    ConfiguredExpert both =
        new ConfiguredExpert("b", List.of("small", "large"), "m", WorkerSettings.OPEN);
    ConfiguredExpert extra = new ConfiguredExpert("c", List.of(), "m", WorkerSettings.OPEN);

    assertThat(small.isReplacedBy(List.of("small"))).isTrue();
    assertThat(both.isReplacedBy(List.of("small"))).isFalse();
    assertThat(extra.isReplacedBy(List.of("small", "large"))).isFalse();
  }
}
