package dev.signalbox.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.instance.RunningInstance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose admin port is meant by an address. */
class TargetTest {
  private static final List<RunningInstance> TWO =
      List.of(
          new RunningInstance(1, 0, 18210, 18211, "http://127.0.0.1:18210"),
          new RunningInstance(2, 0, 18220, 18221, "http://10.0.0.5:18220"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:18210",
        "http://127.0.0.1:18210/",
        "http://127.0.0.1:18210/v1",
        "http://localhost:18210",
        "HTTP://LOCALHOST:18210",
        "http://[::1]:18210"
      })
  void adminPortIsThatOfTheGatewayThatTheAddressNames(String url) {
    assertThat(Target.adminPort(url, TWO)).isEqualTo(18211);
  }

  @Test
  void gatewayIsKnownByTheAddressThatItPrintedToo() {
    assertThat(Target.adminPort("http://10.0.0.5:18220/v1", TWO)).isEqualTo(18221);
  }

  @Test
  void withoutAnAddressItIsThatOfTheOnlyOne() {
    assertThat(Target.adminPort(null, List.of(TWO.getLast()))).isEqualTo(18221);
    assertThat(Target.adminPort(null, List.of())).isEqualTo(8081);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:18230", "http://10.0.0.6:18210", "https://127.0.0.1:18210"})
  void gatewayThatDoesNotRunHereHasNoAdminPort(String url) {
    assertThatThrownBy(() -> Target.adminPort(url, TWO))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "--url: "
                + url
                + " (expected for the admin port: a gateway that runs on this machine,"
                + " http://127.0.0.1:18210 or http://10.0.0.5:18220)");
    assertThatThrownBy(() -> Target.adminPort(url, List.of()))
        .hasMessageEndingWith(
            "(expected for the admin port: a gateway that runs on this machine; start it by"
                + " ./signalbox up)");
  }

  @Test
  void ofSeveralOneMustBeChosen() {
    assertThatThrownBy(() -> Target.adminPort(null, TWO))
        .hasMessage(
            "several are running: choose one by --url http://127.0.0.1:18210 or --url"
                + " http://10.0.0.5:18220");
  }
}
