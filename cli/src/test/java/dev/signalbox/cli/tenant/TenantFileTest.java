package dev.signalbox.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.config.ConfigCheck;
import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigSchemas;
import dev.signalbox.config.ConfigSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantFileTest {
  private static final String OTHER = "0".repeat(64);

  @TempDir private Path config;
  private final ApiKey key = ApiKey.random(new Random(1));

  private ConfigSnapshot requireValid() {
    return new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(config);
  }

  private List<String> hashes() {
    return requireValid()
        .of("tenants")
        .getFirst()
        .root()
        .path("keys")
        .valueStream()
        .map(entry -> entry.path("sha256").asString())
        .toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = config.resolve("tenants").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private TenantFile file() {
    return new TenantFile(config, "acme");
  }

  private Path add() {
    return add(key, null);
  }

  private Path add(ApiKey key, @Nullable String name) {
    List<Path> files = new ArrayList<>();
    file().add(key, name, files::add);
    return files.getFirst();
  }

  @Test
  void makesAFileThatHoldsTheHashAndNotTheKey() throws IOException {
    Path file = add(key, "first \"key\"");

    assertThat(file).hasFileName("acme.yaml");
    assertThat(Files.readString(file))
        .contains("id: acme", key.sha256())
        .doesNotContain(key.text());
    requireValid();
  }

  @Test
  void addsToAFileAndLeavesTheRestAsItIs() throws IOException {
    Path file =
        write(
            "acme.yaml",
            "id: acme\nkeys:\n  - sha256: \"" + OTHER + "\"\n# a note\npolicy: default\n");

    add();

    assertThat(Files.readString(file)).contains("# a note", "policy: default", OTHER, key.sha256());
    requireValid();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: acme\nkeys:\n- sha256: 'OTHER'\npolicy: default\n",
        "id: acme\nkeys: # ours\n# the first\n\n    - name: a\n      sha256: 'OTHER'\n",
        "keys:\r\n  - sha256: 'OTHER'\r\nid: acme\r\n",
        "keys:\n  -\n    sha256: 'OTHER'\nid: acme",
      })
  void keepsTheIndentOfTheList(String text) throws IOException {
    Path file = write("acme.yaml", text.replace("OTHER", OTHER));

    add();

    assertThat(hashes()).containsExactly(key.sha256(), OTHER);
    assertThat(Files.readString(file).replaceFirst(".*" + key.sha256() + ".*\\R", ""))
        .isEqualToNormalizingNewlines(text.replace("OTHER", OTHER).stripTrailing() + "\n");
  }

  @Test
  void fillsAnEmptyList() throws IOException {
    write("acme.yaml", "id: acme\nkeys: [] # none yet\n");

    add();

    assertThat(hashes()).containsExactly(key.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.yml", "team.yaml", "team.yml"})
  void findsTheFileByTheTenantsId(String name) throws IOException {
    write(name, "id: acme\nkeys:\n  - sha256: '" + OTHER + "'\n");

    assertThat(add()).hasFileName(name);
    assertThat(hashes()).containsExactly(key.sha256(), OTHER);
  }

  @Test
  void refusesAFileNameThatAnotherTenantHas() throws IOException {
    write("acme.yml", "id: other\n");

    assertThatThrownBy(this::add)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("acme.yml holds the tenant other");
    assertThat(config.resolve("tenants/acme.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: acme\nkeys: [{sha256: 'OTHER'}]\n",
        "id: acme\nkeys:\n  [{sha256: 'OTHER'}]\n",
        "id: acme\n\"keys\":\n  - sha256: 'OTHER'\n",
        "{id: acme, keys: [{sha256: 'OTHER'}]}\n",
        "  id: acme\n  keys:\n    - sha256: 'OTHER'\n",
      })
  void refusesAFileThatItCannotChangeSafely(String text) throws IOException {
    Path file = write("acme.yaml", text.replace("OTHER", OTHER));

    assertThatThrownBy(this::add)
        .isInstanceOf(CommandFailure.class)
        .hasMessageMatching("(?s).*acme\\.yaml:[1-3]: no key can be added .*\"keys:\" on a line.*");
    assertThat(file).hasContent(text.replace("OTHER", OTHER));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAConfigurationThatNoGatewayTakes() throws IOException {
    Path file = write("acme.yaml", "id: acme\nkeys:\n");

    assertThatThrownBy(this::add)
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessageContaining("tenants/acme.yaml:2:");
    assertThat(file).hasContent("id: acme\nkeys:\n");
    assertThat(config.resolve(".keys.lock")).doesNotExist();
  }

  @Test
  void keepsALinkAndWhoMayReadTheFile() throws IOException {
    Path file = Files.writeString(config.resolve("acme.txt"), "id: acme\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createDirectories(config.resolve("tenants")).resolve("acme.yaml");
    Files.createSymbolicLink(link, file);

    add();

    assertThat(link).isSymbolicLink();
    assertThat(file).content().contains(key.sha256());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id: acme\npolicy: default\n"})
  void aKeyThatCannotBeShownIsTakenBack(String text) throws IOException {
    Path file = config.resolve("tenants/acme.yaml");
    if (!text.isEmpty()) {
      write("acme.yaml", text);
    }

    assertThatThrownBy(() ->
            file()
                .add(
                    key,
                    null,
                    shown -> {
                      assertThat(shown).content().contains(key.sha256());
                      throw new CommandFailure("full");
                    }))
        .hasMessageStartingWith("full; the key is taken back")
        .hasMessageContaining("until it is restarted or another key is made");
    if (text.isEmpty()) {
      assertThat(file).doesNotExist();
    } else {
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void aNameIsOneLineThatYamlCanHold() {
    add(key, "x\ny\tz");
    assertThat(requireValid().of("tenants").getFirst().root().at("/keys/0/name").asString())
        .isEqualTo("x y z");

    assertThatThrownBy(() -> add(key, "bell\u0007"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--name: bell? (expected: text without control characters)");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectory(config.resolve(".keys.lock"));

    assertThatThrownBy(this::add)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("cannot write below " + config, "--config");
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() {
    Path typo = config.resolve("typo");

    assertThatThrownBy(() -> new TenantFile(typo, "acme").add(key, null, file -> {}))
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessageContaining("does not exist (expected: a readable directory)");
    assertThat(typo).doesNotExist();
  }

  @Test
  void keysThatAreMadeAtOnceAllGetIn() throws Exception {
    List<ApiKey> keys =
        new Random(2).ints(8).mapToObj(seed -> ApiKey.random(new Random(seed))).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Path>> all =
          keys.stream().map(one -> threads.submit(() -> add(one, null))).toList();
      for (Future<Path> one : all) {
        one.get();
      }
    }

    assertThat(hashes())
        .containsExactlyInAnyOrderElementsOf(keys.stream().map(ApiKey::sha256).toList());
  }

  @Test
  void aKeyDoesNotShowItselfInMessages() {
    assertThat(key.toString()).doesNotContain(key.text());
    assertThat(key.text()).matches("sb-[A-Za-z0-9_-]{32}");
  }
}
