package dev.signalbox.gateway.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class FeedbackPropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Bound.class);

  /** Places are made at the start, and an answer needs one. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000_001})
  void numberOfAnswersOutOfRangeEndsTheStart(int recent) {
    runner
        .withPropertyValues("signalbox.feedback.recent=" + recent)
        .run(context ->
            assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining("recent")
                .hasMessageContaining("" + recent));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000_000})
  void numberOfAnswersWithinTheRangeIsTaken(int recent) {
    runner
        .withPropertyValues("signalbox.feedback.recent=" + recent)
        .run(context ->
            assertThat(context.getBean(FeedbackProperties.class).recent()).isEqualTo(recent));
  }

  @EnableConfigurationProperties(FeedbackProperties.class)
  private static final class Bound {}
}
