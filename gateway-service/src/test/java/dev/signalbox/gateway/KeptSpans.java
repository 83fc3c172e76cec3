package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An exporter that keeps the spans for the test; its name in settings is {@code kept}. */
public final class KeptSpans implements ConfigurableSpanExporterProvider {
  private static final BlockingQueue<SpanData> SPANS = new LinkedBlockingQueue<>();

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    return new Keeper();
  }

  @Override
  public String getName() {
    return "kept";
  }

  /** So many spans of one trace, in the order in which they ended. */
  static List<SpanData> of(String traceId, int count) throws InterruptedException {
    return until(traceId, count).stream()
        .filter(span -> span.getTraceId().equals(traceId))
        .toList();
  }

  /** All spans up to and with so many of one trace, in the order in which they ended. */
  static List<SpanData> until(String traceId, int count) throws InterruptedException {
    List<SpanData> seen = new ArrayList<>();
    for (int found = 0; found < count; ) {
      SpanData next = SPANS.poll(5, TimeUnit.SECONDS);
      assertThat(next).as("span %s of trace %s, after %s", found + 1, traceId, seen).isNotNull();
      seen.add(next);
      found += next.getTraceId().equals(traceId) ? 1 : 0;
    }
    return seen;
  }

  private static final class Keeper implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      SPANS.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
