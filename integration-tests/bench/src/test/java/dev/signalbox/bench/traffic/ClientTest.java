package dev.signalbox.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.traffic.Ended.Refused;
import dev.signalbox.bench.traffic.Ended.Said;
import dev.signalbox.bench.traffic.Ended.Whole;
import dev.signalbox.bench.traffic.Ended.Wrong;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.conformance.upstream.Step;
import dev.signalbox.conformance.upstream.StreamScript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client takes for whole, for an error of the contract, and for neither. */
class ClientTest {
  private static final String NO_REPLICA =
      "{\"error\":{\"message\":\"gone\",\"type\":\"server_error\",\"code\":\"no_replica\"}}";
  private static final Question PLAIN = new Question(1, false, 3);
  private static final Question STREAM = new Question(2, true, 3);

  private ScriptedUpstream server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedUpstream.start(0);
    client = new Client(new Target("127.0.0.1", server.port(), "/v1", "m", List.of()));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aWholeAnswerIsWhole() {
    assertThat(answered(PLAIN, Script.completion("fine")))
        .isEqualTo(new Whole(new Said("fine", "stop", 3), ""));
  }

  @Test
  void aWholeStreamIsWhole() {
    assertThat(answered(STREAM, words().finish().data(Json.usage(2)).done()))
        .isEqualTo(new Whole(new Said("w0 w1 ", "stop", 2), ""));
  }

  @Test
  void aStreamThatEndsCleanlyInTheMiddleIsWrong() {
    assertThat(answered(STREAM, words().end())).isInstanceOf(Wrong.class);
  }

  @Test
  void aStreamThatBreaksWithoutAWordIsWrong() {
    assertThat(answered(STREAM, words().then(new Step.Reset()))).isInstanceOf(Wrong.class);
  }

  @Test
  void aStreamThatBreaksWithAnErrorEventIsRefused() {
    assertThat(answered(STREAM, words().data(NO_REPLICA).then(new Step.Close())))
        .isEqualTo(new Refused(200, "no_replica"));
  }

  @Test
  void anErrorEventBeforeACleanEndIsWrong() {
    assertThat(answered(STREAM, words().data(NO_REPLICA).end())).isInstanceOf(Wrong.class);
  }

  @Test
  void anErrorNeedsItsStatusAndRetryAfter() {
    assertThat(answered(PLAIN, error("503 Busy\r\nRetry-After: 1")))
        .isEqualTo(new Refused(503, "no_replica"));
    assertThat(answered(PLAIN, error("503 Busy"))).isInstanceOf(Wrong.class);
    assertThat(answered(PLAIN, error("502 Bad"))).isInstanceOf(Wrong.class);
  }

  @Test
  void aFaultThatIsAnsweredIsWrong() {
    server.otherwise(call -> Script.completion("fine"));

    assertThat(client.ask(Fault.DUPLICATE)).isInstanceOf(Wrong.class);
  }

  @Test
  void onlyAFaultThatAWorkerMustFindMayLackAWorker() {
    server.otherwise(call -> error("503 Busy\r\nRetry-After: 1"));

    assertThat(client.ask(Fault.TOO_LONG)).isEqualTo(new Refused(503, "no_replica"));
    assertThat(client.ask(Fault.DUPLICATE)).isInstanceOf(Wrong.class);
  }

  private Ended answered(Question question, Script script) {
    server.otherwise(call -> script);
    return client.ask(question, "m");
  }

  private static StreamScript words() {
    return Script.stream().words(2, Duration.ZERO);
  }

  private static Script error(String head) {
    return Script.answer(head, "application/json", NO_REPLICA);
  }
}
