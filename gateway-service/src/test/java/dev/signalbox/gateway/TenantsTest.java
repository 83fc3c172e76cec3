package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.config.ConfigRejectedException;
import dev.signalbox.config.ConfigRepository;
import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.tenant.KeyHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask. */
class TenantsTest {
  @TempDir private Path directory = Path.of("");

  private void tenant(String id, String key) throws Exception {
    Path file = directory.resolve("tenants/" + id + ".yaml");
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "id: " + id + "\nkeys:\n  - sha256: " + KeyHash.of(key) + "\n");
  }

  private static RawClient.Answer chat(RunningGateway gateway, String headers) throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      return client.post("/v1/chat/completions", RawClient.chatBody(""), headers).read();
    }
  }

  @Test
  void fromTheFirstKeyOnEveryRequestNeedsOne() throws Exception {
    tenant("acme", "sk-acme");
    try (RunningGateway gateway = RunningGateway.start("signalbox.config.dir=" + directory);
        ScriptedUpstream upstream = new ScriptedUpstream().script(Call::plainAnswer)) {
      gateway.router().add("expert", "r", upstream.port(), "m");

      assertThat(chat(gateway, "").status()).isEqualTo(401);
      assertThat(chat(gateway, "Authorization: Bearer sk-other\r\n").body())
          .contains("\"invalid_api_key\"")
          .doesNotContain("sk-other");
      assertThat(chat(gateway, "Authorization: Bearer sk-acme\r\n").status()).isEqualTo(200);
      assertThat(chat(gateway, "x-api-key: sk-acme\r\n").status()).isEqualTo(200);
      assertThat(chat(gateway, "x-api-key:\r\nAuthorization: Bearer sk-acme\r\n").status())
          .isEqualTo(200);
      assertThat(chat(gateway, "x-api-key:\r\n").body()).contains("no API key");
      assertThat(gateway.router().outcomes().take().tenant()).isEqualTo("acme");
      assertThat(upstream.next().head()).doesNotContain("sk-acme");
    }
  }

  @Test
  void tenantWithAPolicyOfItsOwnMayUseNoOther() throws Exception {
    Path file = directory.resolve("tenants/acme.yaml");
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(
        file,
        "id: acme\npolicy: frugal\npolicies: [lavish]\nkeys:\n  - sha256: "
            + KeyHash.of("sk-acme")
            + "\n");
    try (RunningGateway gateway = RunningGateway.start("signalbox.config.dir=" + directory);
        ScriptedUpstream upstream = new ScriptedUpstream().script(Call::plainAnswer)) {
      gateway.router().add("expert", "r", upstream.port(), "m");

      assertThat(wishing(gateway, "lavish").status()).isEqualTo(200);
      assertThat(gateway.router().last().preferences().policy()).isEqualTo("lavish");
      assertThat(chat(gateway, "x-api-key: sk-acme\r\n").status()).isEqualTo(200);
      assertThat(gateway.router().last().preferences().policy()).isEqualTo("frugal");
      RawClient.Answer refused = wishing(gateway, "default");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("\"not_allowed\"").contains("signalbox.policy");
    }
  }

  @Test
  void theLastKeyDoesNotGoWithoutARestart() throws Exception {
    tenant("acme", "sk-acme");
    String[] properties = {"signalbox.config.dir=" + directory};
    try (RunningGateway gateway = RunningGateway.start(properties)) {
      ConfigRepository configuration = gateway.bean(ConfigRepository.class);
      String before = configuration.state().revision();
      Files.delete(directory.resolve("tenants/acme.yaml"));

      assertThat(configuration.reload()).isFalse();
      assertThat(chat(gateway, "").status()).isEqualTo(401);
      assertThat(configuration.state().revision()).isEqualTo(before);
      assertThat(problem(configuration))
          .isEqualTo(
              "tenants/: no tenant has a key (expected: a tenant with a key, as until now; a"
                  + " restart is needed to serve requests without a key)");

      Files.delete(directory.resolve("tenants"));

      assertThat(configuration.reload()).isFalse();
      assertThat(chat(gateway, "").status()).isEqualTo(401);
      assertThat(problem(configuration))
          .isEqualTo("tenants: does not exist (expected: a directory, as until now)");

      tenant("other", "sk-other");

      assertThat(configuration.reload()).isTrue();
      assertThat(configuration.state().rejected()).isNull();
      assertThat(chat(gateway, "x-api-key: sk-acme\r\n").status()).isEqualTo(401);
    }
    Files.delete(directory.resolve("tenants/other.yaml"));
    try (RunningGateway gateway = RunningGateway.start(properties)) {
      assertThat(chat(gateway, "").status()).isNotEqualTo(401);
    }
  }

  private static String problem(ConfigRepository configuration) {
    return Objects.requireNonNull(configuration.state().rejected())
        .problems()
        .getFirst()
        .toString();
  }

  private static RawClient.Answer wishing(RunningGateway gateway, String policy) throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      String wish = "\"signalbox\":{\"policy\":\"" + policy + "\"},";
      return client
          .post("/v1/chat/completions", RawClient.chatBody(wish), "x-api-key: sk-acme\r\n")
          .read();
    }
  }

  @Test
  void withoutAKeyOnlyLoopbackIsServed() {
    assertThatThrownBy(() -> RunningGateway.start("server.address=0.0.0.0"))
        .rootCause()
        .isInstanceOf(ConfigRejectedException.class)
        .hasMessageContaining("not loopback");
  }

  @Test
  void withAKeyOtherAddressesAreServed() throws Exception {
    tenant("acme", "sk-acme");
    try (RunningGateway gateway =
        RunningGateway.start("server.address=0.0.0.0", "signalbox.config.dir=" + directory)) {
      assertThat(chat(gateway, "").status()).isEqualTo(401);
    }
  }
}
