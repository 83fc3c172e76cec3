package dev.signalbox.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.dispatch.DispatchProperties;
import dev.signalbox.gateway.relay.StreamProperties;
import dev.signalbox.gateway.web.LimitProperties;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** A time of nothing, or of less, cuts streams or repeats something without end. */
class TimesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Bound.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalbox.stream.keep-alive=0s",
        "signalbox.stream.idle-timeout=-1s",
        "signalbox.stream.resume-after=0s",
        "signalbox.stream.total-timeout=-30m",
        "signalbox.stream.slow-reader-timeout=0s",
        "signalbox.stream.done-grace=-1s",
        "signalbox.limits.read-timeout=0s",
        "signalbox.limits.idle-timeout=-75s",
        "signalbox.dispatch.connect-timeout=0s",
        "signalbox.dispatch.first-token-timeout=0s",
        "signalbox.dispatch.first-token-timeout-per-thousand=-1s",
        "signalbox.dispatch.answer-timeout=-1s",
        "signalbox.dispatch.pool-idle=0s",
        "signalbox.dispatch.breaker-open=0s"
      })
  void endsTheStart(String property) {
    String field = property.substring(property.lastIndexOf('.') + 1, property.indexOf('='));
    Duration value = Duration.parse("PT" + property.substring(property.indexOf('=') + 1));
    runner
        .withPropertyValues(property)
        .run(context ->
            assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining("on field '" + camel(field) + "'")
                .hasMessageContaining("[" + value + "]"));
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("-", -1)) {
      camel.append(
          camel.isEmpty() ? word.substring(0, 1) : word.substring(0, 1).toUpperCase(Locale.ROOT));
      camel.append(word, 1, word.length());
    }
    return camel.toString();
  }

  @Test
  void promptsMayGetNoTimeOfTheirOwn() {
    runner
        .withPropertyValues("signalbox.dispatch.first-token-timeout-per-thousand=0s")
        .run(context ->
            assertThat(context.getBean(DispatchProperties.class).firstTokenTimeoutPerThousand())
                .isZero());
  }

  @EnableConfigurationProperties({
    StreamProperties.class,
    LimitProperties.class,
    DispatchProperties.class
  })
  private static final class Bound {}
}
