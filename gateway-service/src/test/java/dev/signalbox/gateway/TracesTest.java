package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The spans that a gateway exports of the requests it answers, and the examples in its meters. */
class TracesTest extends GatewayTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String STREAM = "\"stream\":true,";
  private static final String CLIENT = "b7ad6b7169203331";
  private static final String QUESTION = "a-question-of-my-own";
  private static final String WORD = "a-word-of-the-answer";
  private static final String KEY = "sk-of-my-own";

  private int traces;

  @Override
  String[] properties() {
    return new String[] {"otel.traces.exporter=kept", "otel.bsp.schedule.delay=10"};
  }

  private String newTrace() {
    traces++;
    return "0af7651916cd43dd8448eb211c80%04x".formatted(traces);
  }

  private RawClient ask(String trace, String flags, String body) throws Exception {
    return client()
        .post(
            PATH,
            body,
            "traceparent: 00-"
                + trace
                + "-"
                + CLIENT
                + "-"
                + flags
                + "\r\ntracestate: a=b\r\nauthorization: Bearer "
                + KEY
                + "\r\n");
  }

  private static String body(String model, String members) {
    return "{\"model\":\""
        + model
        + "\","
        + members
        + "\"messages\":[{\"role\":\"user\",\"content\":\""
        + QUESTION
        + "\"}]}";
  }

  private static void answer(Call call) throws Exception {
    call.startStream().token(WORD).token(WORD);
    call.chunk(Call.event("", "\"stop\"") + Call.usage() + "data: [DONE]\n\n").endStream();
  }

  private static Map<String, Object> said(SpanData span) {
    Map<String, Object> said = new HashMap<>();
    span.getAttributes().forEach((key, value) -> said.put(key.getKey(), value));
    return said;
  }

  private static StatusCode status(SpanData span) {
    return span.getStatus().getStatusCode();
  }

  @Test
  void aStreamIsARequestAndAnAttempt() throws Exception {
    String trace = newTrace();
    ScriptedUpstream upstream = upstream(TracesTest::answer);
    ask(trace, "01", body("auto", STREAM)).read();

    List<SpanData> spans = KeptSpans.of(trace, 2);
    SpanData attempt = spans.getFirst();
    SpanData request = spans.getLast();
    assertThat(request.getName()).isEqualTo("chat auto");
    assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(request.getParentSpanId()).isEqualTo(CLIENT);
    assertThat(status(request)).isEqualTo(StatusCode.UNSET);
    assertThat(said(request))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "signalbox")
        .containsEntry("gen_ai.request.model", "auto")
        .containsEntry("gen_ai.response.model", "expert")
        .containsEntry("gen_ai.usage.input_tokens", 5L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 3L)
        .containsEntry("gen_ai.usage.output_tokens", 2L)
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", (long) gateway().port())
        .containsEntry("signalbox.request_id", gateway().router().lastRequest())
        .containsEntry("signalbox.tenant", "default")
        .containsEntry("signalbox.expert", "expert")
        .containsEntry("signalbox.policy", "default")
        .containsEntry("signalbox.arm", "stable")
        .containsEntry("signalbox.mode", "single")
        .containsEntry("signalbox.difficulty", 0.25)
        .containsEntry("signalbox.outcome", "completed")
        .containsKey("gen_ai.response.time_to_first_chunk")
        .doesNotContainKey("error.type");
    assertThat(attempt.getName()).isEqualTo("chat m");
    assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(attempt.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(said(attempt))
        .containsEntry("signalbox.attempt", 1L)
        .containsEntry("signalbox.outcome", "answered")
        .containsKey("signalbox.replica");
    assertThat(attempt.getEvents())
        .extracting(EventData::getName)
        .containsExactly("signalbox.first_token");
    ScriptedUpstream.Received seen = upstream.next();
    assertThat(seen.header("traceparent"))
        .isEqualTo("00-" + trace + "-" + attempt.getSpanId() + "-01");
    assertThat(seen.header("tracestate")).isEqualTo("a=b");
  }

  @Test
  void theRouterIsAskedOnTheRequestsBehalf() throws Exception {
    String trace = newTrace();
    upstream(Call::plainAnswer);
    ask(trace, "01", body("auto", "")).read();
    KeptSpans.of(trace, 2);

    assertThat(Objects.requireNonNull(gateway().router().asker()).request().traceId())
        .isEqualTo(trace);
  }

  @Test
  void spansHoldNoContentNoKeyAndNoUpstreamsAddress() throws Exception {
    String trace = newTrace();
    ScriptedUpstream upstream = upstream(TracesTest::answer);
    ask(trace, "01", body("auto", STREAM)).read();

    for (SpanData span : KeptSpans.of(trace, 2)) {
      String all = span.getName() + said(span) + span.getEvents() + span.getStatus();
      assertThat(all)
          .doesNotContain(QUESTION)
          .doesNotContain(WORD)
          .doesNotContain(KEY)
          .doesNotContain(Integer.toString(upstream.port()));
    }
  }

  @Test
  void anAttemptThatFailedStandsBesideTheOneThatAnswered() throws Exception {
    String trace = newTrace();
    ScriptedUpstream first = upstream(call -> call.respond(500, "text/plain", "", "out of order"));
    ScriptedUpstream second = upstream(Call::plainAnswer);
    ask(trace, "01", body("auto", "")).read();

    List<SpanData> spans = KeptSpans.of(trace, 3);
    SpanData request = spans.getLast();
    assertThat(spans.subList(0, 2))
        .extracting(span -> said(span).get("signalbox.outcome"))
        .containsExactly("server_error", "answered");
    assertThat(spans)
        .extracting(TracesTest::status)
        .containsExactly(StatusCode.ERROR, StatusCode.UNSET, StatusCode.UNSET);
    assertThat(spans.subList(0, 2))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(request.getSpanId());
    assertThat(said(request)).containsEntry("signalbox.attempts", 2L);
    assertThat(said(spans.getFirst())).containsEntry("error.type", "server_error");
    assertThat(first.next().header("traceparent")).contains(spans.getFirst().getSpanId());
    assertThat(second.next().header("traceparent")).contains(spans.get(1).getSpanId());
  }

  @Test
  void clientThatLeavesInMidStreamEndsBothSpans() throws Exception {
    String trace = newTrace();
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> {
      call.startStream().token("a");
      call.awaitClose(closed);
    });
    RawClient client = ask(trace, "01", body("auto", STREAM));
    client.readUntil("\"a\"");
    client.close();
    ScriptedUpstream.await(closed);

    List<SpanData> spans = KeptSpans.of(trace, 2);
    assertThat(spans)
        .extracting(span -> said(span).get("signalbox.outcome"))
        .containsExactly("cancelled", "client_closed");
    assertThat(spans).extracting(TracesTest::status).containsOnly(StatusCode.UNSET);
  }

  @Test
  void clientThatLeavesBeforeTheFirstTokenEndsBothSpans() throws Exception {
    String trace = newTrace();
    CompletableFuture<Long> closed = new CompletableFuture<>();
    ScriptedUpstream upstream = upstream(call -> call.awaitClose(closed));
    RawClient client = ask(trace, "01", body("auto", STREAM));
    upstream.next();
    client.close();
    ScriptedUpstream.await(closed);

    List<SpanData> spans = KeptSpans.of(trace, 2);
    assertThat(spans)
        .extracting(span -> said(span).get("signalbox.outcome"))
        .containsExactly("cancelled", "client_closed");
    assertThat(spans.getFirst().getEvents()).isEmpty();
  }

  @Test
  void streamThatBreaksOffIsAnErrorOfBoth() throws Exception {
    String trace = newTrace();
    upstream(call -> call.startStream().token("a").hangUp());
    ask(trace, "01", body("auto", STREAM)).read();

    List<SpanData> spans = KeptSpans.of(trace, 2);
    assertThat(spans)
        .extracting(span -> said(span).get("error.type"))
        .containsExactly("broke_mid_stream", "upstream_failed");
    assertThat(spans).extracting(TracesTest::status).containsOnly(StatusCode.ERROR);
  }

  @Test
  void modelThatNobodyKnowsIsNoNameOfASpan() throws Exception {
    String trace = newTrace();
    ask(trace, "01", body("no-such-model", "")).read();

    SpanData request = KeptSpans.of(trace, 1).getLast();
    assertThat(request.getName()).isEqualTo("chat");
    assertThat(status(request)).isEqualTo(StatusCode.UNSET);
    assertThat(said(request))
        .containsEntry("error.type", "model_not_found")
        .containsEntry("http.response.status_code", 404L)
        .doesNotContainKey("gen_ai.request.model");
  }

  @Test
  void whatTheClientDoesNotSampleIsNotExported() throws Exception {
    String unsampled = newTrace();
    String sampled = newTrace();
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    ask(unsampled, "00", body("auto", "")).read();
    ask(sampled, "01", body("auto", "")).read();

    assertThat(upstream.next().header("traceparent"))
        .matches("00-" + unsampled + "-[0-9a-f]{16}-00")
        .doesNotContain(CLIENT);
    assertThat(KeptSpans.until(sampled, 2))
        .extracting(SpanData::getTraceId)
        .doesNotContain(unsampled);
  }

  @Test
  void traceThatBeginsHereGoesOnToTheUpstream() throws Exception {
    ScriptedUpstream upstream = upstream(Call::plainAnswer);
    client().chat("").read();

    String traceparent = Objects.requireNonNull(upstream.next().header("traceparent"));
    assertThat(traceparent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    List<SpanData> spans = KeptSpans.of(traceparent.substring(3, 35), 2);
    assertThat(spans.getFirst().getSpanId()).isEqualTo(traceparent.substring(36, 52));
    assertThat(spans.getLast().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void histogramsNameATraceAsAnExample() throws Exception {
    String trace = newTrace();
    upstream(TracesTest::answer);
    ask(trace, "01", body("auto", STREAM)).read();
    KeptSpans.of(trace, 2);

    String meters = openMetrics();
    for (String meter : List.of("requests", "time_to_first_token", "inter_token_latency")) {
      assertThat(meters)
          .containsPattern(
              Pattern.compile(
                  "^signalbox_gateway_"
                      + meter
                      + "_seconds_bucket\\{.*# \\{span_id=\"[0-9a-f]{16}\","
                      + "trace_id=\"[0-9a-f]{32}\"}",
                  Pattern.MULTILINE));
    }
  }

  private String openMetrics() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway().adminPort() + "/actuator/prometheus");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("accept", "application/openmetrics-text; version=1.0.0")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
