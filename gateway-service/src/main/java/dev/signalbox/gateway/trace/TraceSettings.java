package dev.signalbox.gateway.trace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether traces are wanted. Knows the names of OpenTelemetry's settings, and none of its types.
 */
public final class TraceSettings {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  private static final String DISABLED = "otel.sdk.disabled";
  private static final String NONE = "none";

  private TraceSettings() {}

  /**
   * Whether an exporter or a collector is named. The SDK alone would export to a collector on this
   * machine without being asked.
   *
   * @param setting the value of a setting by its name, {@code otel...}; null if it is not set
   */
  public static boolean wantTraces(Function<String, @Nullable String> setting) {
    if ("true".equalsIgnoreCase(setting.apply(DISABLED))) {
      return false;
    }
    String exporter = setting.apply(EXPORTER);
    return isSet(exporter)
        ? !NONE.equals(exporter)
        : isSet(setting.apply(ENDPOINT)) || isSet(setting.apply(TRACES_ENDPOINT));
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
