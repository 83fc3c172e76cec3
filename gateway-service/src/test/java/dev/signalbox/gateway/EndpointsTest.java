package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The endpoints beside chat, and what operators see. */
class EndpointsTest extends GatewayTest {

  private RawClient.Answer get(String path) throws Exception {
    return client().send("GET " + path + " HTTP/1.1\r\nhost: x\r\n\r\n").read();
  }

  private HttpResponse<String> admin(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway().adminPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void modelsAreAutoTheTiersAndTheIds() throws Exception {
    upstream(Call::plainAnswer);

    assertThat(get("/v1/models").body())
        .startsWith("{\"object\":\"list\",\"data\":[")
        .containsSubsequence("\"id\":\"auto\"", "\"id\":\"small\"", "\"id\":\"expert\"");
    assertThat(get("/v1/models/expert").body()).contains("\"id\":\"expert\"");
    RawClient.Answer unknown = get("/v1/models/a%2Fb");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).contains("a/b").contains("model_not_found");
  }

  @Test
  void anIdMayHoldAPlus() throws Exception {
    upstream("org/command-r+", Call::plainAnswer);

    assertThat(get("/v1/models/org/command-r+").body()).contains("\"id\":\"org/command-r+\"");
    assertThat(get("/v1/models/org%2Fcommand-r%2B").status()).isEqualTo(200);
  }

  @Test
  void routeSaysWhereAndWhyAndCallsNobody() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    RawClient.Answer answer = client().post("/v1/route", RawClient.chatBody(""), "").read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"expert\":\"expert\"")
        .contains("\"difficulty\":0.25")
        .contains("\"rule\":\"fixed\"")
        .doesNotContain("127.0.0.1");
    assertThat(upstream.pending()).isZero();
    assertThat(gateway().router().outcomes())
        .noneMatch(outcome -> outcome.requestId().equals(gateway().router().lastRequest()));
  }

  @Test
  void completionsAndEmbeddingsPassThroughToTheirOwnPaths() throws Exception {
    ScriptedUpstream upstream =
        upstream(call ->
            call.respond(
                200,
                "application/json",
                "",
                call.request().head().startsWith("POST /v1/embeddings ")
                    ? "{\"object\":\"list\",\"data\":[],\"model\":\"m\"}"
                    : "{\"object\":\"text_completion\",\"choices\":[],\"model\":\"m\"}"));
    RawClient.Answer embeddings =
        client().post("/v1/embeddings", "{\"input\":[\"a\",\"b\"],\"model\":\"auto\"}", "").read();
    RawClient.Answer completions =
        client().post("/v1/completions", "{\"prompt\":[1,2],\"model\":\"auto\"}", "").read();

    assertThat(embeddings.body())
        .isEqualTo("{\"object\":\"list\",\"data\":[],\"model\":\"expert\"}");
    assertThat(completions.status()).isEqualTo(200);
    assertThat(completions.body())
        .isEqualTo("{\"object\":\"text_completion\",\"choices\":[],\"model\":\"expert\"}");
    assertThat(upstream.next().head()).startsWith("POST /v1/embeddings HTTP/1.1");
    assertThat(upstream.next().head()).startsWith("POST /v1/completions HTTP/1.1");
  }

  @Test
  void endpointThatIsNotBuiltIsSaidToBeNone() throws Exception {
    RawClient.Answer answer =
        client().post("/v1/rerank", "{\"model\":\"auto\",\"query\":\"a\"}", "").read();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).startsWith("application/json");
    assertThat(answer.body())
        .startsWith("{\"error\":{\"message\":\"POST /v1/rerank is no endpoint of this API\"")
        .contains("\"code\":\"not_found\"");
  }

  @Test
  void answerOfTenMegabytesPassesThrough() throws Exception {
    String body = "{\"data\":\"" + "x".repeat(10 << 20) + "\",\"model\":\"m\"}";
    upstream(call -> call.respond(200, "application/json", "", body));

    assertThat(
            client()
                .post("/v1/embeddings", "{\"input\":\"a\",\"model\":\"auto\"}", "")
                .read()
                .body())
        .isEqualTo(body.replace("\"m\"", "\"expert\""));
  }

  @Test
  void requestOfTenMegabytesPassesThrough() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    String text = "lorem ipsum ".repeat(870_000);
    String body =
        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";

    assertThat(client().post("/v1/chat/completions", body, "").read().status()).isEqualTo(200);
    assertThat(upstream.next().body()).isEqualTo(body.replace("\"auto\"", "\"m\""));
  }

  @Test
  void operatorsSeeFleetPoliciesConfigurationAndMeters() throws Exception {
    upstream(call ->
        call.startStream()
            .token("a")
            .chunk(Call.event("b", "\"stop\"") + Call.usage() + "data: [DONE]\n\n")
            .endStream());
    client().chat("\"stream\":true,").read();
    outcome();

    assertThat(admin("/admin/fleet").body())
        .contains("\"id\":\"expert\"")
        .doesNotContain("127.0.0.1");
    assertThat(admin("/admin/policies").body()).contains("\"policies\":[]");
    assertThat(admin("/admin/config").body()).contains("\"revision\":");
    assertThat(admin("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(admin("/actuator/health/readiness").headers().firstValue("x-signalbox-process"))
        .contains(Long.toString(ProcessHandle.current().pid()));
    assertThat(admin("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(admin("/actuator/prometheus").body())
        .contains(
            "signalbox_gateway_requests_seconds_count{endpoint=\"/v1/chat/completions\",expert=\"expert\",outcome=\"completed\"}")
        .contains("signalbox_gateway_time_to_first_token_seconds_bucket{expert=\"expert\"")
        .contains("signalbox_gateway_inter_token_latency_seconds_bucket")
        .contains("signalbox_gateway_tokens_total{expert=\"expert\",kind=\"completion\"}")
        .contains("signalbox_gateway_finishes_total{expert=\"expert\",reason=\"stop\"}")
        .contains("signalbox_gateway_attempts_total{result=\"answered\"}")
        .contains("signalbox_gateway_phases_seconds_count{phase=\"route\"}")
        .contains("signalbox_gateway_under_way")
        .contains("resilience4j_circuitbreaker_state");
  }
}
