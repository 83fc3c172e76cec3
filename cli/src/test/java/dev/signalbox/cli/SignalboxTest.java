package dev.signalbox.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SignalboxTest {
  @RegisterExtension
  private static final WireMockExtension GATEWAY =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    CommandLine command = Signalbox.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "up --help",
        "down --help",
        "ask --help",
        "route --help",
        "models --help",
        "models list --help",
        "models pull --help",
        "models rm --help",
        "keys --help",
        "keys new --help",
        "config --help",
        "config check --help",
        "test --help"
      })
  void everyVerbExplainsItself(String words) {
    assertThat(run(words.split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: signalbox");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "up --port x",
        "up --port 0",
        "up --models grand",
        "up --admin-port 8080",
        "up --models toy --small a --large b",
        "ask",
        "models",
        "models pull",
        "models pull --from f a b",
        "keys new",
        "keys new --tenant UPPER",
        "config check a b"
      })
  void wrongUseIsOneLineAndExitCodeTwo(String words) {
    assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--small http://a/v1",
        "--large=http://a/v1",
        "--models toy",
        "--accelerator cpu",
        "--small m --detach"
      })
  void nothingStandsBesideARouterThatItWouldNotHeed(String words) {
    assertThat(run(("up --router http://r:8090 " + words).split(" "))).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--router", words.split("[ =]")[0]);
  }

  @Test
  void configCheckSaysFileLineFieldAndValue() throws IOException {
    Files.createDirectories(folder.resolve("experts"));
    Files.writeString(folder.resolve("experts/a.yaml"), "id: a\ntiers: [huge]\n");

    assertThat(run("config", "check", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("experts/a.yaml:2:", "tiers[0]", "huge");
  }

  @Test
  void configCheckPrintsJsonWhenAsked() throws IOException {
    Files.createDirectories(folder.resolve("experts"));
    Files.writeString(folder.resolve("experts/a.yaml"), "id: a\ntiers: [huge]\n");

    assertThat(run("config", "check", "--json", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("\"line\" : 2");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aConfigurationWithoutExpertsIsSaidToHaveNone() {
    assertThat(run("config", "check", folder.toString())).isZero();
    assertThat(out.toString()).contains("no expert is configured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config check", "keys new --tenant acme --config"})
  void whatCannotBePrintedIsNotDone(String words) {
    CommandLine command = Signalbox.commandLine();
    command.setOut(
        new PrintWriter(
            new Writer() {
              @Override
              public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
              }

              @Override
              public void flush() {}

              @Override
              public void close() {}
            }));
    command.setErr(new PrintWriter(err, true));

    assertThat(command.execute((words + " " + folder).split(" "))).isEqualTo(1);
    assertThat(err.toString()).contains("standard output cannot be written");
    assertThat(folder.resolve("tenants/acme.yaml")).doesNotExist();
  }

  @Test
  void askPrintsTheAnswerAndThenWhoAnsweredAndWhy() {
    GATEWAY.stubFor(
        post("/v1/chat/completions")
            .willReturn(
                aResponse()
                    .withHeader("content-type", "text/event-stream")
                    .withHeader("x-signalbox-expert", "tiny")
                    .withHeader("x-signalbox-mode", "single")
                    .withHeader("x-signalbox-difficulty", "0.12345")
                    .withBody(
                        """
                        data: {"choices":[{"delta":{"content":"Four."}}]}

                        data: {"choices":[],"usage":{"completion_tokens":2,"signalbox":{"reasons":[{"rule":"r","expert":"*","text":"easy enough for small"}]}}}

                        data: [DONE]

                        """)));

    assertThat(run("ask", "--url", GATEWAY.baseUrl(), "2+2?")).isZero();
    assertThat(out.toString().lines())
        .startsWith("Four.")
        .last()
        .isEqualTo("-- tiny (single), difficulty 0.12, 2 tokens: easy enough for small");
  }

  @Test
  void askShowsTheGatewaysRefusalInOneLine() {
    GATEWAY.stubFor(
        post("/v1/chat/completions")
            .willReturn(
                okJson("{\"error\":{\"message\":\"no such key\",\"code\":\"invalid_api_key\"}}")
                    .withStatus(401)));

    assertThat(run("ask", "--url", GATEWAY.baseUrl(), "hello")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("no such key (401 invalid_api_key)", "SIGNALBOX_API_KEY");
  }

  @Test
  void routeShowsTheReasonsAsATable() {
    GATEWAY.stubFor(
        post("/v1/route")
            .willReturn(
                okJson(
                    """
                    {"mode":"single","placements":[{"expert":"tiny"},{"expert":"big"}],
                     "difficulty":0.25,"policy":"default",
                     "reasons":[{"rule":"threshold","expert":"*","contribution":0,"text":"below 0.5"}]}
                    """)));

    assertThat(run("route", "--url", GATEWAY.baseUrl(), "hi")).isZero();
    assertThat(out.toString()).contains("tiny", "big", "0.2500", "threshold", "below 0.5");
  }

  @Test
  void nobodyAtTheAddressIsOneLineThatSaysWhatToDo() {
    assertThat(run("ask", "--url", "http://127.0.0.1:1", "hi")).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("./signalbox up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "localhost:8080",
        "ftp://h",
        "http://",
        "http://h h",
        "http://h:70000"
      })
  void whatIsNoAddressIsNamed(String url) {
    for (String verb : new String[] {"ask", "route"}) {
      err.getBuffer().setLength(0);
      assertThat(run(verb, "--url", url, "hi")).isEqualTo(2);
      assertThat(err.toString().strip())
          .isEqualTo("signalbox: --url: " + url + " (expected: http://host:port)");
    }
  }
}
