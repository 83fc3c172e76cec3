package dev.signalbox.router.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureReportTest {

  @Test
  void aWrongSettingIsOneLineWithPropertyValueAndReason() {
    String description =
        """
        Binding to target dev.signalbox.gateway.web.LimitProperties failed:

            Property: signalbox.limits.concurrent
            Value: "0"
            Origin: System Environment Property "SIGNALBOX_LIMITS_CONCURRENT"
            Reason: must be greater than or equal to 1
        """;

    assertThat(StartFailureReport.oneLine(description))
        .isEqualTo(
            "Property: signalbox.limits.concurrent, Value: \"0\", Origin: System Environment"
                + " Property \"SIGNALBOX_LIMITS_CONCURRENT\", Reason: must be greater than or equal"
                + " to 1");
  }

  @Test
  void otherDescriptionsAreKeptWhole() {
    assertThat(StartFailureReport.oneLine("The configuration is wrong:\nexperts/a.yaml:1: x\n"))
        .isEqualTo("The configuration is wrong: experts/a.yaml:1: x");
  }
}
