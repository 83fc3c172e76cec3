package dev.signalbox.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of requests and attempts, as an exporter gets them. */
class RecordedTracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CLIENT = "b7ad6b7169203331";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();

  @AfterEach
  void close() {
    sdk.close();
  }

  private RequestTrace begin(String... headers) {
    Map<String, String> sent = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      sent.put(headers[i], headers[i + 1]);
    }
    return Traces.of(sdk).begin("chat", sent::get);
  }

  private static Onward onward(OpenSpan span) {
    return Objects.requireNonNull(span.onward());
  }

  @Test
  void attemptsStandBelowTheRequestAndItBelowTheClient() {
    RequestTrace request =
        begin("traceparent", "00-" + TRACE + "-" + CLIENT + "-01", "tracestate", "a=b");
    request.attempt("m").end(AttemptKind.CONNECT_FAILED);
    AttemptTrace second = request.attempt("m");
    String told = onward(second).traceparent();
    second.firstToken();
    second.end(AttemptKind.ANSWERED);
    request.model("auto");
    request.end(false);

    List<SpanData> spans = exported.getFinishedSpanItems();
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("chat m", "chat m", "chat auto");
    assertThat(spans)
        .extracting(SpanData::getKind)
        .containsExactly(SpanKind.CLIENT, SpanKind.CLIENT, SpanKind.SERVER);
    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
    SpanData server = spans.getLast();
    assertThat(server.getParentSpanId()).isEqualTo(CLIENT);
    assertThat(spans.subList(0, 2))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(server.getSpanId());
    assertThat(told).isEqualTo("00-" + TRACE + "-" + spans.get(1).getSpanId() + "-01");
    assertThat(onward(second).tracestate()).isEqualTo("a=b");
  }

  @Test
  void anAttemptSaysWhichItIsAndHowItEnded() {
    RequestTrace request = begin();
    request.attempt("m").end(AttemptKind.SERVER_ERROR);
    AttemptTrace second = request.attempt("m");
    second.firstToken();
    second.end(AttemptKind.CANCELLED);

    SpanData failed = exported.getFinishedSpanItems().getFirst();
    SpanData cancelled = exported.getFinishedSpanItems().getLast();
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(said(failed, SpanAttribute.ERROR_TYPE)).isEqualTo("server_error");
    assertThat(said(failed, SpanAttribute.OUTCOME)).isEqualTo("server_error");
    assertThat(cancelled.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(said(cancelled, SpanAttribute.ERROR_TYPE)).isNull();
    assertThat(said(cancelled, SpanAttribute.OUTCOME)).isEqualTo("cancelled");
    assertThat(cancelled.getAttributes().get(AttributeKey.longKey(SpanAttribute.ATTEMPT.key())))
        .isEqualTo(2);
    assertThat(cancelled.getEvents())
        .extracting(EventData::getName)
        .containsExactly(RecordedAttempt.FIRST_TOKEN);
    request.end(true);
  }

  private static @Nullable String said(SpanData span, SpanAttribute attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute.key()));
  }

  @Test
  void onlyTheFirstEndCounts() {
    RequestTrace request = begin();
    AttemptTrace attempt = request.attempt("m");
    attempt.end(AttemptKind.ANSWERED);
    attempt.end(AttemptKind.CANCELLED);
    request.end(false);
    request.end(true);

    assertThat(exported.getFinishedSpanItems()).hasSize(2);
    assertThat(said(exported.getFinishedSpanItems().getFirst(), SpanAttribute.OUTCOME))
        .isEqualTo("answered");
    assertThat(exported.getFinishedSpanItems().getLast().getStatus().getStatusCode())
        .isEqualTo(StatusCode.UNSET);
  }

  @Test
  void whatTheClientDoesNotSampleIsNotRecordedAndGoesOnUnsampled() {
    RequestTrace request = begin("traceparent", "00-" + TRACE + "-" + CLIENT + "-00");
    AttemptTrace attempt = request.attempt("m");

    assertThat(request.recording()).isFalse();
    assertThat(request.sampled()).isFalse();
    assertThat(onward(attempt).traceparent())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-00")
        .doesNotContain(CLIENT);
    attempt.end(AttemptKind.ANSWERED);
    request.end(false);
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void nonsenseFromTheClientBeginsATraceOfOurOwn() {
    RequestTrace request = begin("traceparent", "nonsense", "tracestate", "a=b");

    assertThat(onward(request).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    assertThat(onward(request).tracestate()).isNull();
    request.end(false);
    assertThat(exported.getFinishedSpanItems().getFirst().getParentSpanContext().isValid())
        .isFalse();
  }

  @Test
  void theSpanIsCurrentOnlyWhileItIsRecorded() {
    RequestTrace request = begin("traceparent", "00-" + TRACE + "-" + CLIENT + "-01");
    ExemplarSpans exemplars = new ExemplarSpans();
    List<@Nullable String> seen = new ArrayList<>();
    request.during(() -> seen.add(exemplars.getCurrentTraceId()));

    assertThat(seen).containsExactly(TRACE);
    assertThat(exemplars.getCurrentTraceId()).isNull();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    request.end(false);
  }

  @Test
  void nothingIsAskedOrToldWhereNothingIsTraced() {
    RequestTrace request =
        Traces.none()
            .begin(
                "chat",
                name -> {
                  throw new AssertionError("header " + name + " was looked at");
                });

    assertThat(request).isSameAs(RequestTrace.NONE);
    assertThat(request.onward()).isNull();
    assertThat(request.traceId()).isNull();
    assertThat(request.attempt("m").onward()).isNull();
  }
}
