package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.Http;
import dev.signalbox.it.process.Eventually;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import dev.signalbox.it.rig.ConfigFolder;
import dev.signalbox.store.ModelStore;
import dev.signalbox.store.StoreHome;
import dev.signalbox.store.fetch.PullProgress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real weights draft; the policy's threshold says whether the draft is the answer. */
class CascadeIT {
  private static final String MODEL = "smollm2-135m";
  private static final String QUESTION = "What is the capital of France?";
  private static ConfigFolder config;
  private static Server small;
  private static Server large;
  private static Server gateway;

  @BeforeAll
  static void start() throws IOException {
    ModelStore store = ModelStore.open(StoreHome.ofThisProcess(), System.getenv());
    small =
        Worker.llama(
                MODEL,
                store.model(MODEL, PullProgress.SILENT),
                store.engine("cpu", PullProgress.SILENT))
            .set("signalbox.worker.context-length", "1024")
            .set("signalbox.worker.slots", "2")
            .start();
    large = Worker.simulated("sim").start();
    config =
        ConfigFolder.create()
            .expert(MODEL, "small", small.base(), MODEL)
            .expert("sim", "large", large.base(), "sim")
            .write("policies/trusting.yaml", policy("trusting", -100))
            .write("policies/doubting.yaml", policy("doubting", 0));
    gateway =
        Gateway.create()
            .config(config.path())
            .set("signalbox.feedback.dir", config.path().resolve("feedback").toString())
            .start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    large.close();
    small.close();
  }

  private static String policy(String id, int minLogprob) {
    return "id: %s%nmode: cascade%ncascade: {min_logprob: %d}%n".formatted(id, minLogprob);
  }

  private static String body(String policy, boolean stream) {
    return """
    {"model":"auto","messages":[{"role":"user","content":"%s"}],"max_tokens":24,"temperature":0,
     "stream":%s,"stream_options":{"include_usage":true},
     "signalbox":{"policy":"%s","explain":true}}
    """
        .formatted(QUESTION, stream, policy);
  }

  private static HttpResponse<String> ask(String policy) {
    return Http.post(
        gateway.base() + "/chat/completions",
        body(policy, false).replace("\"stream_options\":{\"include_usage\":true},", ""));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void draftThatPassesIsTheAnswerThatTheSmallExpertGivesAlone() {
    HttpResponse<String> answer = ask("trusting");
    JsonNode json = Http.json(answer);
    JsonNode alone =
        Http.json(
            Http.post(
                small.base() + "/chat/completions",
                body("x", false)
                    .replace("\"auto\"", '"' + MODEL + '"')
                    .replace("\"stream_options\":{\"include_usage\":true},", "")
                    .replaceFirst(",\\s*\"signalbox\":\\{[^}]*}", "")));

    assertThat(header(answer, "x-signalbox-mode")).isEqualTo("cascade");
    assertThat(header(answer, "x-signalbox-expert")).isEqualTo(MODEL);
    assertThat(json.at("/choices/0/message/content").asString())
        .isNotEmpty()
        .isEqualTo(alone.at("/choices/0/message/content").asString());
    assertThat(answer.body()).doesNotContain("\"logprob\"");
    assertThat(json.at("/usage/signalbox/draft/verdict").asString()).isEqualTo("stands");
  }

  @Test
  void draftThatDoesNotPassIsFollowedByTheLargeExpertAndPaidFor() {
    HttpResponse<String> answer = ask("doubting");
    JsonNode told = Http.json(answer).at("/usage/signalbox");

    assertThat(header(answer, "x-signalbox-expert")).isEqualTo("sim");
    assertThat(told.at("/draft/verdict").asString()).isEqualTo("unsure");
    assertThat(told.at("/draft/confidence").asDouble()).isBetween(-20.0, -1e-6);
    assertThat(told.at("/draft/wasted_tokens").asInt()).isPositive();
    assertThat(told.at("/tokens/" + MODEL).asInt()).isPositive();
    assertThat(told.at("/tokens/sim").asInt()).isPositive();
    String wasted = "signalbox_gateway_wasted_tokens_total{expert=\"" + MODEL + "\"";
    String meters = gateway.adminUrl() + "/actuator/prometheus";
    assertThat(
            Eventually.holds(
                Duration.ofSeconds(10), () -> Http.get(meters).body().contains(wasted)))
        .as(wasted)
        .isTrue();
  }

  @Test
  void streamedDraftLooksLikeAnyOtherStream() {
    String stream =
        Http.lines(gateway.base() + "/chat/completions", body("trusting", true))
            .body()
            .collect(Collectors.joining("\n"));

    assertThat(stream).contains("\"model\":\"" + MODEL + "\"").contains("data: [DONE]");
    assertThat(stream).doesNotContain("\"logprob\"").contains("\"verdict\":\"stands\"");
  }

  @Test
  void changedThresholdIsLiveWithinTwoSeconds() {
    change("policies/moody.yaml", policy("moody", -100));
    assertThat(expert("moody")).isEqualTo(MODEL);
    change("policies/moody.yaml", policy("moody", 0));
    assertThat(expert("moody")).isEqualTo("sim");
  }

  @Test
  void categoryMapIsLiveWithinTwoSecondsOfAChange() {
    String map = "id: mapped%ncategory_confidence: 0%ngeneralist: large%ncategories: {%s: small}%n";
    change("policies/mapped.yaml", map.formatted("engineering"));
    assertThat(expert("mapped")).isEqualTo("sim");
    String category = decision("mapped").path("category").asString();
    change("policies/mapped.yaml", map.formatted("\"" + category + "\""));

    assertThat(expert("mapped")).isEqualTo(MODEL);
  }

  /**
   * Changes a file, and sees by the revision that it is live: a look by asking is a whole draft.
   */
  private static void change(String name, String yaml) {
    String before = revision();
    config.write(name, yaml);
    assertThat(Eventually.holds(Duration.ofSeconds(2), () -> !revision().equals(before)))
        .as("%s is live within 2 s", name)
        .isTrue();
  }

  private static String revision() {
    return Http.json(Http.get(gateway.adminUrl() + "/admin/config")).path("revision").asString();
  }

  @Test
  void ratingOfAnAnswerIsKept() throws IOException {
    String id = header(ask("trusting"), "x-request-id");
    HttpResponse<String> kept =
        Http.post(
            gateway.base() + "/feedback", "{\"request_id\":\"" + id + "\",\"label\":\"good\"}");

    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(Files.readString(config.path().resolve("feedback/default/ratings.jsonl")))
        .contains("\"request_id\":\"" + id + "\"")
        .doesNotContain("France");
  }

  private static String expert(String policy) {
    return header(ask(policy), "x-signalbox-expert");
  }

  private static JsonNode decision(String policy) {
    return Http.json(
        Http.post(
            gateway.base() + "/route",
            body(policy, false).replace("\"stream_options\":{\"include_usage\":true},", "")));
  }
}
