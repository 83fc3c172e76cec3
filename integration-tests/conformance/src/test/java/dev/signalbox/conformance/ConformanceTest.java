package dev.signalbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line makes of its words. */
class ConformanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--upstream-port 1 | the gateway's URL is missing",
        "http://127.0.0.1:1/v1 | --upstream-port: missing",
        "https://a/v1 --upstream-port 1 | url: https://a/v1 (expected: http://host:port/v1)",
        "http://a/v1 --only no-such --upstream-port 1 | --only: no-such (expected: some of",
        "http://a/v1 --read soon | soon (expected: seconds)",
        "http://a/v1 --fast | Unknown option: '--fast'",
        "--table | parameter",
      })
  void whatIsWrongIsNamedInOneLine(String line, String told) {
    StringWriter err = new StringWriter();
    int exit = Conformance.commandLine().setErr(new PrintWriter(err)).execute(line.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .singleElement()
        .asString()
        .startsWith("conformance: ")
        .contains(told);
  }

  @Test
  void filesThatAreNotThereAreAFailure() {
    StringWriter err = new StringWriter();
    int exit =
        Conformance.commandLine()
            .setErr(new PrintWriter(err))
            .execute("--table", "target/no-such.json");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("no-such.json");
  }
}
