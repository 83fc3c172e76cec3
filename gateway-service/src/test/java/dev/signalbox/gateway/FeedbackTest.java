package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.tenant.KeyHash;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say of answers is kept, content only where the tenant wants it. */
class FeedbackTest extends GatewayTest {
  private static final String HEAD =
      "POST /v1/feedback HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
  private static final String KEEPER = "x-api-key: sk-keeper\r\n";

  @TempDir private static Path home = Path.of("");

  @Override
  String[] properties() {
    try {
      tenant("keeper", "sk-keeper", "feedback: {keep_prompts: true}\n");
      tenant("discreet", "sk-discreet", "");
      tenant("diskless", "sk-diskless", "");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new String[] {
      "signalbox.config.dir=" + home.resolve("config"),
      "signalbox.feedback.dir=" + home.resolve("feedback"),
      "signalbox.feedback.longest-prompt=1KB",
      "signalbox.limits.read-timeout=400ms"
    };
  }

  private static void tenant(String id, String key, String more) throws java.io.IOException {
    Path file = home.resolve("config/tenants/" + id + ".yaml");
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(
        file, "id: " + id + "\n" + more + "keys:\n  - sha256: " + KeyHash.of(key) + "\n");
  }

  private void chat(String tenant, String id, String members) throws Exception {
    upstream(Call::plainAnswer);
    RawClient.Answer answer =
        client()
            .post(
                "/v1/chat/completions",
                RawClient.chatBody(members),
                "x-api-key: sk-" + tenant + "\r\nx-request-id: " + id + "\r\n")
            .read();
    assertThat(answer.status()).isEqualTo(200);
    outcome();
  }

  private RawClient.Answer rate(String tenant, String json) throws Exception {
    return client().post("/v1/feedback", json, "x-api-key: sk-" + tenant + "\r\n").read();
  }

  private static String kept(String file) throws java.io.IOException {
    Path path = home.resolve("feedback").resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  @Test
  void ratingIsKeptWithoutContent() throws Exception {
    chat("discreet", "d-1", "");
    RawClient.Answer answer =
        rate("discreet", "{\"request_id\":\"d-1\",\"score\":0.5,\"comment\":\"private words\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"object\":\"feedback\",\"request_id\":\"d-1\",\"expert\":\"expert\",\"score\":0.5,\"label\":false,\"comment_kept\":false}");
    assertThat(kept("discreet/ratings.jsonl"))
        .contains("\"request_id\":\"d-1\"", "\"difficulty\":0.25", "\"score\":0.5")
        .doesNotContain("private")
        .doesNotContain("\"hi\"")
        .endsWith("\n");
    assertThat(kept("discreet/labels.jsonl")).isEmpty();
  }

  @Test
  void tenantThatKeepsPromptsGetsLabelsToTrainOn() throws Exception {
    chat("keeper", "k-1", "");
    assertThat(rate("keeper", "{\"request_id\":\"k-1\",\"label\":\"bad\"}").body())
        .contains("\"label\":true");

    assertThat(kept("keeper/labels.jsonl"))
        .contains(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"scores\":{\"small\":0.0},"
                + "\"request_id\":\"k-1\",\"expert\":\"expert\"}\n");
  }

  @Test
  void commentIsKeptBesideThePrompt() throws Exception {
    chat("keeper", "k-said", "");
    RawClient.Answer answer =
        rate("keeper", "{\"request_id\":\"k-said\",\"score\":1,\"comment\":\"well said\"}");

    assertThat(answer.body()).contains("\"label\":true,\"comment_kept\":true");
    assertThat(kept("keeper/labels.jsonl")).contains("\"comment\":\"well said\"}\n");
    assertThat(kept("keeper/ratings.jsonl")).doesNotContain("well said");
  }

  @Test
  void whoCommentsNothingIsToldNothingOfIt() throws Exception {
    chat("discreet", "d-silent", "");

    assertThat(rate("discreet", "{\"request_id\":\"d-silent\",\"score\":1}").body())
        .doesNotContain("comment");
  }

  @Test
  void promptThatIsTooLongToKeepCanBeRated() throws Exception {
    upstream(Call::plainAnswer);
    String body = RawClient.chatBody("").replace("\"hi\"", "\"" + "long ".repeat(300) + "\"");
    client()
        .post("/v1/chat/completions", body, "x-api-key: sk-keeper\r\nx-request-id: k-long\r\n")
        .read();
    outcome();

    assertThat(rate("keeper", "{\"request_id\":\"k-long\",\"score\":1}").body())
        .contains("\"label\":false");
  }

  @Test
  void whatWasOnlyCountedIsNoAnswerToRate() throws Exception {
    upstream(call -> call.respond(200, "application/json", "", "{\"count\":17}"));
    RawClient.Answer counted =
        client()
            .post(
                "/v1/messages/count_tokens",
                RawClient.chatBody(""),
                "x-api-key: sk-keeper\r\nx-request-id: k-count\r\n")
            .read();
    assertThat(counted.body()).isEqualTo("{\"input_tokens\":17}");

    assertThat(rate("keeper", "{\"request_id\":\"k-count\",\"score\":1}").status()).isEqualTo(404);
  }

  @Test
  void requestOfAnotherTenantIsAsUnknownAsOneThatNeverWas() throws Exception {
    chat("keeper", "k-2", "");
    RawClient.Answer foreign = rate("discreet", "{\"request_id\":\"k-2\",\"score\":1}");
    RawClient.Answer unknown = rate("discreet", "{\"request_id\":\"never\",\"score\":1}");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(unknown.body()).contains("\"request_not_found\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"score\":1}",
        "{\"request_id\":\"x\"}",
        "{\"request_id\":\"x\",\"score\":1,\"label\":\"good\"}",
        "{\"request_id\":\"x\",\"score\":2}",
        "{\"request_id\":\"x\",\"score\":\"1\"}",
        "{\"request_id\":\"x\",\"label\":\"fine\"}",
        "{\"request_id\":\"x\",\"score\":1,\"comment\":3}",
        "{\"request_id\":\"x\",\"score\":1,\"more\":3}"
      })
  void whatIsNoRatingIsRefused(String json) throws Exception {
    RawClient.Answer answer = rate("keeper", json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\"").contains("expected");
  }

  @Test
  void nobodyRatesWithoutAKey() throws Exception {
    assertThat(rate("nobody", "{\"request_id\":\"x\",\"score\":1}").status()).isEqualTo(401);
  }

  @Test
  void whoSendsNoKeyIsRefusedBeforeTheBodyComes() throws Exception {
    RawClient client = client().send(HEAD + "content-length: 10\r\n\r\n");
    RawClient.Answer answer = client.read();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("\"invalid_api_key\"");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void bodyThatTricklesInIs408() throws Exception {
    RawClient client = client().send(HEAD + KEEPER + "content-length: 10\r\n\r\n{");
    RawClient.Answer answer = client.read();

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.body()).contains("\"request_timeout\"");
    assertThat(client.closed()).isTrue();
  }

  @Test
  void bodyBeyondTheLimitIs413() throws Exception {
    RawClient.Answer answer =
        rate("keeper", "{\"request_id\":\"" + "x".repeat(300_000) + "\",\"score\":1}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("\"request_too_large\"");
  }

  @Test
  void aKeyThatStandsTwiceIsNamedWithItsPlace() throws Exception {
    RawClient.Answer answer = rate("keeper", "{\"request_id\":\"x\",\n\"score\":1,\"score\":0}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("line 2, column ")
        .contains("\"code\":\"duplicate_key\",\"param\":\"score\"");
  }

  @Test
  void ratingThatCannotBeKeptIsTheGatewaysFault() throws Exception {
    Files.createDirectories(home.resolve("feedback"));
    Files.writeString(home.resolve("feedback/diskless"), "no folder");
    chat("diskless", "b-1", "");
    RawClient.Answer answer = rate("diskless", "{\"request_id\":\"b-1\",\"score\":1}");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"")
        .contains("\"internal_error\"")
        .doesNotContain(home.toString());
  }
}
