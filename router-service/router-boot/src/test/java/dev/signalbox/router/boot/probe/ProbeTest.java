package dev.signalbox.router.boot.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.boot.FakeServer;
import dev.signalbox.router.core.catalog.Endpoint;
import dev.signalbox.router.core.fleet.ReplicaId;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ProbeTest {
  private final FakeServer server = FakeServer.start();
  private final ProbeClient client = new ProbeClient(Duration.ofSeconds(30));
  private final Probe probe =
      new Probe(
          client,
          new ProbeCredentials(name -> name.equals("KEY") ? "k-1" : null),
          Duration.ofSeconds(30));

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void adoptsWhatAWorkerSaysOfItself() {
    server.says("/worker/status", FakeServer.WORKER);

    ReplicaStatus status = said("#tiny", null);

    assertThat(status.state()).isEqualTo(ReplicaState.READY);
    assertThat(status.capabilities())
        .containsExactlyInAnyOrder(Capability.CHAT, Capability.LOGPROBS);
    assertThat(status.contextLength()).isEqualTo(2048);
    assertThat(status.running()).isEqualTo(1);
    assertThat(status.waiting()).isEqualTo(2);
    assertThat(status.modelVersion()).isEqualTo("sha256:ab");
  }

  @Test
  void tellsALoadingWorkerFromAReadyOne() {
    server.says("/worker/status", FakeServer.WORKER.replace("READY", "LOADING"));

    assertThat(said("#tiny", null).state()).isEqualTo(ReplicaState.LOADING);
  }

  @Test
  void takesAServerThatListsItsModelsAsReady() {
    server.says("/v1/models", FakeServer.MODELS);

    ReplicaStatus status = said("#org/first:4b", null);

    assertThat(status.state()).isEqualTo(ReplicaState.READY);
    assertThat(status.contextLength()).isEqualTo(4096);
    assertThat(status.capabilities()).isNull();
  }

  @Test
  void readsWhatLlamaServerSaysOfItsModel() {
    server.says("/v1/models", FakeServer.LLAMA_SERVER_MODELS);

    ReplicaStatus status = said("", null);

    assertThat(status.upstreamModel()).isEqualTo("qwen.gguf");
    assertThat(status.contextLength()).isEqualTo(8192);
    assertThat(status.parameters()).isEqualTo(494_032_768);
  }

  @Test
  void takesTheFirstModelWhereNoneIsNamed() {
    server.says("/v1/models", FakeServer.MODELS);

    assertThat(said("", null).upstreamModel()).isEqualTo("org/first:4b");
  }

  @Test
  void asksForHealthWhereNoModelsAreListed() {
    server.says("/health", "{\"status\": \"ok\"}");

    assertThat(said("#m", null).state()).isEqualTo(ReplicaState.READY);
  }

  @Test
  void doesNotAskAStrangerForAWorkersStatusAgainAndAgain() {
    server.says("/v1/models", FakeServer.MODELS);
    ReplicaId stranger = replica(server.url() + "#second", null);

    for (int i = 0; i < 10; i++) {
      probe.ask(stranger).block();
    }

    assertThat(server.seen()).filteredOn(seen -> seen.startsWith("/worker/status")).hasSize(1);
  }

  @Test
  void presentsTheCredentialThatIsNamed() {
    server.says("/v1/models", FakeServer.MODELS);

    said("#second", "env:KEY");

    assertThat(server.seen()).contains("/v1/models Bearer k-1");
  }

  @Test
  void isNotFooledByAPageThatIsNoWorker() {
    server.says("/worker/status", "[1, 2]").says("/v1/models", "<html>");

    assertThat(ask("#m", null)).isInstanceOf(ProbeAnswer.Down.class);
  }

  @Test
  void saysThatNothingListens() {
    String url = server.url();
    server.close();

    StepVerifier.create(probe.ask(replica(url + "#m", null)))
        .assertNext(answer -> assertThat(answer).isInstanceOf(ProbeAnswer.Down.class))
        .verifyComplete();
  }

  @Test
  void saysThatAnAnswerIsLate() {
    server.saysNothing("/worker/status");
    Probe impatient = new Probe(client, new ProbeCredentials(name -> null), Duration.ofMillis(100));

    StepVerifier.create(impatient.ask(replica(server.url() + "#m", null)))
        .assertNext(answer -> assertThat(answer).isInstanceOf(ProbeAnswer.Late.class))
        .verifyComplete();
  }

  @Test
  void leavesNoRequestBehindWhenItIsCancelled() {
    server.saysNothing("/worker/status");

    StepVerifier.create(probe.ask(replica(server.url() + "#m", null)))
        .thenAwait(Duration.ofMillis(50))
        .thenCancel()
        .verify(Duration.ofSeconds(5));
  }

  private ReplicaStatus said(String model, @Nullable String credential) {
    assertThat(ask(model, credential)).isInstanceOf(ProbeAnswer.Said.class);
    return ((ProbeAnswer.Said) ask(model, credential)).status();
  }

  private ProbeAnswer ask(String model, @Nullable String credential) {
    return Objects.requireNonNull(probe.ask(replica(server.url() + model, credential)).block());
  }

  private static ReplicaId replica(String where, @Nullable String credential) {
    return new ReplicaId("e#0", "e", Endpoint.parse(where, credential));
  }
}
