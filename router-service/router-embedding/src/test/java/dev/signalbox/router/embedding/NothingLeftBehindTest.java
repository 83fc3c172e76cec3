package dev.signalbox.router.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that embeds leaves in the folder for temporary files. */
class NothingLeftBehindTest {
  @TempDir private Path temporary;
  @TempDir private Path output;

  /** A process of its own: native libraries are loaded once, and files go at the end. */
  static final class Embed {
    private Embed() {}

    public static void main(String[] arguments) {
      for (int time = 0; time < 2; time++) {
        try (BgeSmallEmbedding embedding = new BgeSmallEmbedding(Runnable::run)) {
          embedding.embed(List.of("good day"));
        }
      }
    }
  }

  @Test
  void folderForTemporaryFilesIsEmptyAfterwards() throws IOException, InterruptedException {
    Path printed = output.resolve("printed");
    int exitCode =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Embed.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start()
            .waitFor();

    assertThat(exitCode).as(() -> printed.toString()).isZero();
    assertThat(temporary).isEmptyDirectory();
  }
}
