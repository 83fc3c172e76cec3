package dev.signalbox.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFilesTest {
  @TempDir private Path folder;

  @Test
  void remembersInstancesThatLive() {
    InstanceFiles files = new InstanceFiles(folder);
    RunningInstance own =
        RunningInstance.of(ProcessHandle.current(), 8080, 8081, "http://127.0.0.1:8080");

    files.write(own);
    assertThat(files.alive()).containsExactly(own);

    files.delete(own);
    assertThat(files.alive()).isEmpty();
  }

  @Test
  void takesNoOtherProcessWithTheSamePidForTheInstance() {
    InstanceFiles files = new InstanceFiles(folder);
    files.write(new RunningInstance(ProcessHandle.current().pid(), 5, 8080, 8081, "u"));

    assertThat(files.alive()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void forgetsNoInstanceOfAnotherProcessOnThePort() {
    InstanceFiles files = new InstanceFiles(folder);
    RunningInstance serving = RunningInstance.of(ProcessHandle.current(), 8080, 8081, "u");
    files.write(serving);

    files.delete(new RunningInstance(serving.pid() + 1, 5, 8080, 8081, "u"));

    assertThat(files.alive()).containsExactly(serving);
  }

  @Test
  void clearsAwayWhatItCannotRead() throws IOException {
    Files.writeString(folder.resolve("8080.json"), "no json");

    assertThat(new InstanceFiles(folder).alive()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}
