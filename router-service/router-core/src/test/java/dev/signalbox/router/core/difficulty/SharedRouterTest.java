package dev.signalbox.router.core.difficulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedRouterTest {
  private final TrainedScorer shipped = TrainedScorer.loadDefault();

  @TempDir private Path folder;

  @Test
  void withoutAFileTheShippedRouterServes() {
    SharedRouter router = new SharedRouter(shipped, null);
    router.refresh();
    assertThat(router.get()).isSameAs(shipped);
  }

  @Test
  void aFilesRouterServesAndIsFollowed() throws IOException {
    Path file = Files.write(folder.resolve("own.bin"), named("own-1"));
    SharedRouter router = new SharedRouter(shipped, file);
    assertThat(router.get()).isSameAs(shipped);

    router.refresh();
    TrainedScorer first = router.get();
    assertThat(first.version()).startsWith("own-1.");
    router.refresh();
    assertThat(router.get()).isSameAs(first);

    write(file, named("own-2"), 2);
    router.refresh();
    assertThat(router.get().version()).startsWith("own-2.");
  }

  @Test
  void forAFileThatCannotBeUsedTheRouterBeforeGoesOnServing() throws IOException {
    byte[] whole = named("own-1");
    Path file = Files.write(folder.resolve("own.bin"), whole);
    SharedRouter router = new SharedRouter(shipped, file);
    router.refresh();
    TrainedScorer first = router.get();

    write(file, Arrays.copyOf(whole, whole.length / 2), 2); // cut
    router.refresh();
    assertThat(router.get()).isSameAs(first);

    byte[] other = whole.clone();
    other[4]++; // another format's number
    write(file, other, 3);
    router.refresh();
    assertThat(router.get()).isSameAs(first);

    Files.delete(file);
    router.refresh();
    assertThat(router.get()).isSameAs(first);

    write(file, named("own-2"), 4);
    router.refresh();
    assertThat(router.get().version()).startsWith("own-2.");
  }

  @Test
  void theSameRouterWrittenAgainKeepsWhatWasLearntOfItsTraffic() throws IOException {
    Path file = Files.write(folder.resolve("own.bin"), named("own-1"));
    SharedRouter router = new SharedRouter(shipped, file);
    router.refresh();
    TrainedScorer first = router.get();

    write(file, named("own-1"), 2);
    router.refresh();
    assertThat(router.get()).isSameAs(first);
  }

  @Test
  void theShippedRouterServesUntilTheFileIsThere() throws IOException {
    Path file = folder.resolve("later.bin");
    SharedRouter router = new SharedRouter(shipped, file);
    router.refresh();
    assertThat(router.get()).isSameAs(shipped);

    write(file, named("own-1"), 1);
    router.refresh();
    assertThat(router.get().version()).startsWith("own-1.");
  }

  /** The shipped router under another name. */
  private byte[] named(String name) {
    RouterModel model = shipped.model();
    return RouterModelFile.write(
        new RouterModel(
            name,
            model.heads(),
            model.categories(),
            model.sharpness(),
            model.kinds(),
            model.centre(),
            model.spread(),
            model.quantiles()));
  }

  /** Writes a file at a second of its own: two writes may fall into one tick of the clock. */
  private static void write(Path file, byte[] bytes, int second) throws IOException {
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * second));
  }
}
