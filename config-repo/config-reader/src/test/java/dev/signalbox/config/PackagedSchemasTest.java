package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedSchemasTest {
  private static final Path SHIPPED = Path.of("..").toAbsolutePath().normalize();

  @Test
  void acceptTheShippedConfiguration() {
    ConfigSnapshot shipped = new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(SHIPPED);

    assertThat(shipped.of("experts")).hasSize(2);
    assertThat(shipped.of("policies")).extracting(ConfigFile::name).containsExactly("default");
    assertThat(shipped.of("tenants")).isEmpty();
  }

  @Test
  void acceptTheSampleOnceItIsRenamed(@TempDir Path temp) throws IOException {
    Files.createDirectories(temp.resolve("tenants"));
    Files.copy(
        SHIPPED.resolve("tenants/example.yaml.sample"), temp.resolve("tenants/example.yaml"));

    assertThat(new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(temp).of("tenants"))
        .hasSize(1);
  }

  @Test
  void refuseAnExpertThatIsBothLocalAndRemote(@TempDir Path temp) {
    new ColorDirectory(temp)
        .write(
            "experts/a.yaml",
            "id: a\nlocal: {model: m}\nreplicas:\n  - url: http://h/v1\n    credential: sk-1\n");

    assertThat(problems(temp))
        .containsExactly(
            "experts/a.yaml:1:1: a mapping (expected: either local or replicas)",
            "experts/a.yaml:5:17: replicas[0].credential: *** (expected: {env: NAME} or {file: PATH})");
  }

  @Test
  void refuseATenantWithAPolicyThatIsNotThere(@TempDir Path temp) {
    ColorDirectory directory =
        new ColorDirectory(temp)
            .write("tenants/a.yaml", "id: a\npolicy: frugl\npolicies: [default, careful]\n");
    assertThat(problems(temp)).as("policies are read elsewhere").isEmpty();

    directory.write("policies/frugal.yaml", "id: frugal\n");
    assertThat(problems(temp))
        .containsExactly(
            "tenants/a.yaml:2:9: policy: \"frugl\" (expected: one of default, frugal)",
            "tenants/a.yaml:3:21: policies[1]: \"careful\" (expected: one of default, frugal)");
  }

  @Test
  void refuseAKeyInPlaceOfItsHashWithoutShowingIt(@TempDir Path temp) {
    new ColorDirectory(temp)
        .write("tenants/a.yaml", "id: a\nkeys:\n  - sha256: key-plain-secret\n  - sha256: 12345\n")
        .write("tenants/b.yaml", "id: b\nkeys: [key-plain-secret]\n")
        .write("tenants/c.yaml", "id: c\nkeys: key-plain-secret\n");

    assertThat(problems(temp))
        .contains(
            "tenants/a.yaml:3:13: keys[0].sha256: *** (expected: 64 hexadecimal digits in lower case)")
        .noneMatch(problem -> problem.contains("key-plain-secret") || problem.contains("12345"));
  }

  @Test
  void refuseAnIdOrAKeyThatStandsTwice(@TempDir Path temp) {
    String one = "1".repeat(64);
    String two = "2".repeat(64);
    new ColorDirectory(temp)
        .write("tenants/a.yaml", "id: a\nkeys:\n  - sha256: '%s'\n".formatted(one))
        .write(
            "tenants/b.yaml",
            "id: b\nkeys:\n  - {sha256: '%s'}\n  - {sha256: '%s'}\n".formatted(two, one))
        .write(
            "tenants/c.yaml",
            "id: a\nkeys: [{name: x, sha256: '%s'}, {name: x, sha256: '%s'}]\n"
                .formatted("3".repeat(64), "3".repeat(64)))
        .write("policies/a.yaml", "id: a\n")
        .write("policies/b.yaml", "id: a\n");

    assertThat(problems(temp))
        .containsExactly(
            "policies/b.yaml:1:5: id: \"a\" (expected: one that policies/a.yaml does not have)",
            "tenants/b.yaml:4:14: keys[1].sha256: \"%s\" (expected: one that tenants/a.yaml does not have)"
                .formatted(one),
            "tenants/c.yaml:1:5: id: \"a\" (expected: one that tenants/a.yaml does not have)",
            "tenants/c.yaml:2:113: keys[1].sha256: \"%s\" (expected: one that stands here once)"
                .formatted("3".repeat(64)));
  }

  @Test
  void refuseAUrlThatCarriesAKeyWithoutShowingMoreThanItMust(@TempDir Path temp) {
    new ColorDirectory(temp).write("experts/a.yaml", "id: a\nreplicas: [{url: 'ftp://h/v1'}]\n");

    assertThat(problems(temp)).singleElement().asString().contains("replicas[0].url");
  }

  private static List<String> problems(Path directory) {
    try {
      new ConfigCheck(ConfigSchemas.packaged(), List.of()).check(directory);
      return List.of();
    } catch (ConfigRejectedException e) {
      return e.problems().stream().map(ConfigProblem::toString).toList();
    }
  }
}
