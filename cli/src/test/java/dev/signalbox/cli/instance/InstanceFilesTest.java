package dev.signalbox.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceFilesTest {
  @TempDir private Path folder;

  @Test
  void remembersInstancesThatLive() {
    InstanceFiles files = new InstanceFiles(folder);
    RunningInstance own =
        RunningInstance.of(ProcessHandle.current(), 8080, 8081, "http://127.0.0.1:8080");

    files.claim(own);
    assertThat(files.alive()).containsExactly(own);

    files.delete(own);
    assertThat(files.alive()).isEmpty();
  }

  @Test
  void takesNoOtherProcessWithTheSamePidForTheInstance() {
    InstanceFiles files = new InstanceFiles(folder);
    files.claim(new RunningInstance(ProcessHandle.current().pid(), 5, 8080, 8081, "u"));

    assertThat(files.alive()).isEmpty();
  }

  @Test
  void forgetsNoInstanceOfAnotherProcessOnThePort() {
    InstanceFiles files = new InstanceFiles(folder);
    RunningInstance serving = RunningInstance.of(ProcessHandle.current(), 8080, 8081, "u");
    files.claim(serving);

    files.delete(new RunningInstance(serving.pid() + 1, 5, 8080, 8081, "u"));

    assertThat(files.alive()).containsExactly(serving);
  }

  @Test
  void onlyAClaimClearsAwayWhatIsOfNoUse() throws IOException {
    InstanceFiles files = new InstanceFiles(folder);
    Path unread = Files.writeString(folder.resolve("7070.json"), "no json");
    files.claim(new RunningInstance(ProcessHandle.current().pid(), 5, 6060, 6061, "u"));
    assertThat(unread).doesNotExist();
    Path dead = folder.resolve("6060.json");

    assertThat(files.alive()).isEmpty();
    assertThat(dead).exists();

    RunningInstance own = RunningInstance.of(ProcessHandle.current(), 8080, 8081, "u");
    files.claim(own);
    assertThat(dead).doesNotExist();
    assertThat(files.alive()).containsExactly(own);
  }

  @ParameterizedTest
  @CsvSource({"8080, 9091, --port", "8081, 9091, --port", "9090, 8080, --admin-port"})
  void refusesAPortThatAnotherOneHas(int port, int adminPort, String flag) throws IOException {
    InstanceFiles files = new InstanceFiles(folder);
    RunningInstance first =
        RunningInstance.of(ProcessHandle.current(), 8080, 8081, "http://h:8080");
    files.claim(first);
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      assertThatThrownBy(() ->
              files.claim(RunningInstance.of(other.toHandle(), port, adminPort, "http://h:9090")))
          .isInstanceOf(CommandFailure.class)
          .hasMessageMatching(
              "port 808[01] belongs to the Signalbox at http://h:8080 \\(process "
                  + first.pid()
                  + "\\): end it by ./signalbox down --port 8080, or choose another by "
                  + flag);
      assertThat(files.alive()).containsExactly(first);
    } finally {
      other.destroy();
    }
  }

  @Test
  void ofThoseThatClaimAtOnceOneGetsThePorts() throws Exception {
    List<Process> processes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> claims = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Process process = new ProcessBuilder("sleep", "60").start();
        processes.add(process);
        claims.add(threads.submit(() -> claims(process)));
      }
      int won = 0;
      for (Future<Boolean> claim : claims) {
        won += claim.get() ? 1 : 0;
      }

      assertThat(won).isEqualTo(1);
      assertThat(new InstanceFiles(folder).alive()).hasSize(1);
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  private boolean claims(Process process) {
    try {
      new InstanceFiles(folder).claim(RunningInstance.of(process.toHandle(), 8080, 8081, "u"));
      return true;
    } catch (CommandFailure e) {
      return false;
    }
  }
}
