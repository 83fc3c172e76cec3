package dev.signalbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreHomeTest {

  @Test
  void isWhatTheEnvironmentNames() {
    assertThat(StoreHome.of(Map.of("SIGNALBOX_HOME", "/data/sb"), "/home/u", "Linux").root())
        .isEqualTo(Path.of("/data/sb"));
  }

  @Test
  void liesInTheCacheFolderOfTheSystem() {
    assertThat(StoreHome.of(Map.of(), "/home/u", "Linux").root())
        .isEqualTo(Path.of("/home/u/.cache/signalbox"));
    assertThat(StoreHome.of(Map.of("XDG_CACHE_HOME", "/c"), "/home/u", "Linux").root())
        .isEqualTo(Path.of("/c/signalbox"));
    assertThat(StoreHome.of(Map.of(), "/Users/u", "Mac OS X").root())
        .isEqualTo(Path.of("/Users/u/Library/Caches/signalbox"));
  }
}
