package dev.signalbox.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantFileTest {
  @TempDir private Path config;
  private final ApiKey key = ApiKey.random(new Random(1));

  private void requireValid() {
    new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(config);
  }

  @Test
  void makesAFileThatHoldsTheHashAndNotTheKey() throws IOException {
    Path file = new TenantFile(config.resolve("tenants"), "acme").add(key, "first \"key\"");

    assertThat(Files.readString(file))
        .contains("id: acme", key.sha256())
        .doesNotContain(key.text());
    requireValid();
  }

  @Test
  void addsToAFileAndLeavesTheRestAsItIs() throws IOException {
    Path folder = Files.createDirectories(config.resolve("tenants"));
    Path file = folder.resolve("acme.yaml");
    Files.writeString(
        file,
        "id: acme\nkeys:\n  - sha256: \"" + "0".repeat(64) + "\"\n# a note\npolicy: default\n");

    new TenantFile(folder, "acme").add(key, null);

    assertThat(Files.readString(file))
        .contains("# a note", "policy: default", "0".repeat(64), key.sha256());
    requireValid();
  }

  @Test
  void refusesAFileWhoseKeysStandInOneLine() throws IOException {
    Path folder = Files.createDirectories(config.resolve("tenants"));
    Files.writeString(folder.resolve("acme.yaml"), "id: acme\nkeys: []\n");

    assertThatThrownBy(() -> new TenantFile(folder, "acme").add(key, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("keys");
  }

  @Test
  void aKeyDoesNotShowItselfInMessages() {
    assertThat(key.toString()).doesNotContain(key.text());
    assertThat(key.text()).matches("sb-[A-Za-z0-9_-]{32}");
  }
}
