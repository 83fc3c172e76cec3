package dev.signalbox.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The way of spans out of this process, set up by OpenTelemetry's own settings. Spans leave in
 * batches on a thread of their own; a collector that is away costs spans, never a request.
 */
public final class TraceExport implements AutoCloseable {
  private static final List<String> PROTOCOLS =
      List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");
  private static final String HTTP = "http/protobuf";

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final String UNNAMED = "unknown_service";

  /** The process has 10 s to end, and streams get most of them. */
  private static final long CLOSING_SECONDS = 1;

  private final OpenTelemetrySdk sdk;

  private TraceExport(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Opens the way.
   *
   * @param settings by name, {@code otel...}; they go before those that the SDK finds by itself
   * @param service what this process is called if nothing says so
   * @throws IllegalArgumentException if another protocol is asked for than the one there is
   */
  public static TraceExport open(Map<String, String> settings, String service) {
    for (String protocol : PROTOCOLS) {
      String wanted = settings.getOrDefault(protocol, "");
      if (!wanted.isBlank() && !wanted.equals(HTTP)) {
        throw new IllegalArgumentException(protocol + ": " + wanted + " (expected: " + HTTP + ")");
      }
    }
    AutoConfiguredOpenTelemetrySdk configured =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> Map.of(PROTOCOLS.getFirst(), HTTP))
            .addPropertiesCustomizer(found -> tracesOnly(settings))
            .addResourceCustomizer((resource, found) -> named(resource, service))
            .build();
    return new TraceExport(configured.getOpenTelemetrySdk());
  }

  /** Meters go out by Prometheus, and logs by the process's output. */
  private static Map<String, String> tracesOnly(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("otel.metrics.exporter", "none");
    all.put("otel.logs.exporter", "none");
    return all;
  }

  private static Resource named(Resource resource, String service) {
    String name = resource.getAttribute(SERVICE);
    return name == null || name.startsWith(UNNAMED)
        ? resource.merge(Resource.builder().put(SERVICE, service).build())
        : resource;
  }

  /** Begins traces that leave by this way. */
  public Traces traces() {
    return Traces.of(sdk);
  }

  /** Sends what has gathered, as far as the time goes. */
  @Override
  public void close() {
    sdk.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
  }
}
