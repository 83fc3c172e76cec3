package dev.signalbox.cli.launch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.installation.Installation;
import dev.signalbox.cli.process.Ports;
import dev.signalbox.cli.terminal.Narrator;
import dev.signalbox.store.StoreHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DetachedTest {
  @TempDir private Path folder;

  private void script(String text, String permissions) throws IOException {
    Path script = Files.writeString(folder.resolve("signalbox"), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(permissions));
  }

  private void start() throws InterruptedException {
    PrintWriter out = new PrintWriter(new StringWriter());
    new Detached(
            new Installation(folder),
            new StoreHome(folder.resolve("home")),
            new Narrator(out, false, false),
            out)
        .start(List.of("up", "--detach"), Ports.free(), Ports.free());
  }

  @Test
  void theReasonIsAwaitedThatIsSaidAfterTheEnd() throws IOException {
    script(
        """
        echo 'signalbox: starting a'
        (sleep 0.5; echo 'signalbox: the gateway ended: no room') &
        exit 1
        """,
        "rwx------");

    assertThatThrownBy(this::start)
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the gateway ended: no room");
  }

  @Test
  void aScriptThatCannotBeRunIsNoFolderThatCannotBeWritten() throws IOException {
    script("", "rw-------");

    assertThatThrownBy(this::start)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(folder.resolve("signalbox").toString())
        .hasMessageNotContaining("SIGNALBOX_HOME");
  }

  @Test
  void aHomeThatCannotBeWrittenIsNamed() throws IOException {
    Files.createFile(folder.resolve("home"));

    assertThatThrownBy(this::start)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("cannot write below", "SIGNALBOX_HOME");
  }
}
