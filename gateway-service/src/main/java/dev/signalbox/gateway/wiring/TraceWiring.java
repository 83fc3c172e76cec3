package dev.signalbox.gateway.wiring;

import dev.signalbox.gateway.trace.ExemplarSpans;
import dev.signalbox.gateway.trace.TraceExport;
import dev.signalbox.gateway.trace.TraceSettings;
import dev.signalbox.gateway.trace.Traces;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Traces and exemplars: OpenTelemetry's own settings are what turns them on. */
@Configuration(proxyBeanMethods = false)
@Conditional(TraceWiring.Wanted.class)
class TraceWiring {
  private static final String PREFIX = "otel";

  @Bean
  TraceExport traceExport(
      Environment environment, @Value("${spring.application.name}") String service) {
    Map<String, String> settings = new HashMap<>();
    Binder.get(environment)
        .bind(PREFIX, Bindable.mapOf(String.class, String.class))
        .ifBound(found -> found.forEach((key, value) -> settings.put(PREFIX + "." + key, value)));
    return TraceExport.open(settings, service);
  }

  @Bean
  Traces traces(TraceExport export) {
    return export.traces();
  }

  @Bean
  SpanContext exemplarSpans() {
    return new ExemplarSpans();
  }

  /** Whether a setting asks for traces. */
  static final class Wanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return TraceSettings.wantTraces(context.getEnvironment()::getProperty);
    }
  }
}
