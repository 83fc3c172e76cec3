package dev.signalbox.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitedTest {
  @TempDir private Path folder;

  @Test
  void eachWholeLineIsPassedOnOnce() throws IOException {
    Path log = folder.resolve("gateway.log");
    List<String> told = new ArrayList<>();
    Awaited awaited = new Awaited(log, 0, told::add);

    awaited.look();
    Files.writeString(log, "INFO x : Starting\nWARN y : not ready yet: expert a: a#0 is");
    awaited.look();
    assertThat(told).isEmpty();

    Files.writeString(log, " unreachable\nINFO more\n", StandardOpenOption.APPEND);
    awaited.look();
    awaited.look();
    assertThat(told).containsExactly("not ready yet: expert a: a#0 is unreachable");
  }
}
