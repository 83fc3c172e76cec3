package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.ScriptedUpstream.Received;
import dev.signalbox.gateway.ScriptedUpstream.Script;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Delivery;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stream whose replica dies goes on at another one, where the policy says {@code resume: exact}.
 */
class ResumeTest extends GatewayTest {
  static final String ASKED = "\"stream\":true,\"seed\":7,\"max_tokens\":9,";
  private static final String WITH_USAGE = ASKED + "\"stream_options\":{\"include_usage\":true},";
  private static final EnumSet<Capability> STOCK =
      EnumSet.complementOf(EnumSet.of(Capability.CONTINUATION));

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.stream.resume-after=300ms",
      "signalbox.stream.keep-alive=100ms",
      "signalbox.dispatch.first-token-timeout=1500ms",
      "signalbox.dispatch.retry-floor=1000",
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000"
    };
  }

  @BeforeEach
  void resume() {
    gateway().router().deliver(new Delivery(Delivery.Resume.EXACT, 0));
  }

  static String chunk(String model, String delta, String finish, String ids) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
        + model
        + "\",\"x\":[1],\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + finish
        + ids
        + "}]}\n\n";
  }

  private static String role(String model, String ids) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
        + model
        + "\",\"x\":[1],\"choices\":[{\"index\":0,"
        + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
        + "\"logprobs\":null,\"finish_reason\":null}]"
        + ids
        + "}\n\n";
  }

  static String said(String text, int id) {
    return chunk("m", "{\"content\":\"" + text + "\"}", "null", ",\"token_ids\":[" + id + "]");
  }

  static String shown(String text) {
    return chunk("expert", "{\"content\":\"" + text + "\"}", "null", "");
  }

  static String shownEnd(String reason) {
    return chunk("expert", "{}", "\"" + reason + "\"", "");
  }

  private static String more(String text, String finish, String ids) {
    return "data: {\"id\":\"cmpl-2\",\"object\":\"text_completion\",\"created\":2,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"text\":\""
        + text
        + "\",\"logprobs\":null,\"finish_reason\":"
        + finish
        + ",\"token_ids\":["
        + ids
        + "],\"prompt_token_ids\":[1,2,3,10,11]}]}\n\n";
  }

  private static final String COUNTS =
      "data: {\"id\":\"cmpl-2\",\"object\":\"text_completion\",\"created\":2,\"model\":\"m\","
          + "\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,"
          + "\"total_tokens\":7,\"prompt_tokens_details\":{\"cached_tokens\":4}}}\n\n";

  static Call begun(Call call) throws Exception {
    return call.startStream()
        .chunk(role("m", ",\"prompt_token_ids\":[1,2,3]"))
        .chunk(said("a", 10))
        .chunk(said("b\\n\u00e9", 11));
  }

  static final String SHOWN_BEGINNING = role("expert", "") + shown("a") + shown("b\\n\u00e9");

  static void theRest(Call call) throws Exception {
    call.startStream()
        .chunk(more("c\\\"", "null", "12"))
        .chunk(more("", "\"stop\"", "13"))
        .chunk(COUNTS)
        .chunk("data: [DONE]\n\n")
        .endStream();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "hang up", "clean end", "half an event", "garbage", "error"})
  void theClientSeesOneAnswerByteForByte(String how) throws Exception {
    upstream(call -> {
      begun(call);
      switch (how) {
        case "reset" -> call.reset();
        case "hang up" -> call.hangUp();
        case "clean end" -> call.endStream();
        case "half an event" -> call.chunk(said("lost", 12).substring(0, 40)).hangUp();
        case "garbage" -> call.chunk("data: garbage\n\n").endStream();
        default -> call.chunk("data: {\"error\":{\"message\":\"x\"}}\n\n").endStream();
      }
    });
    upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shown("c\\\"") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(answer.clean()).isTrue();
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome))
        .containsExactly(AttemptKind.BROKE_MID_STREAM, AttemptKind.ANSWERED);
    assertThat(outcome.tokens().get("expert")).isEqualTo(new RoutingOutcome.Tokens(3, 3, 4));
  }

  @Test
  void whoGoesOnIsAskedForExactlyTheRest() throws Exception {
    ScriptedUpstream first = upstream(call -> begun(call).hangUp());
    ScriptedUpstream second = upstream(ResumeTest::theRest);
    client().chat(ASKED + "\"temperature\":0.5,\"stop\":[\"END\"],\"user\":\"u\",").read();

    JsonNode asked = JsonMapper.shared().readTree(first.next().body());
    assertThat(asked.path("return_token_ids").asBoolean()).isTrue();
    Received received = second.next();
    assertThat(received.head()).startsWith("POST /v1/completions ");
    assertThat(JsonMapper.shared().readTree(received.body()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"model":"m","seed":7,"temperature":0.5,"stop":["END"],"user":"u","stream":true,
                     "stream_options":{"include_usage":true},"return_token_ids":true,
                     "max_tokens":7,"answered_tokens":2,"prompt":[1,2,3,10,11]}
                    """));
  }

  @Test
  void countsAreThoseOfTheWholeAnswer() throws Exception {
    upstream(call -> begun(call).hangUp());
    upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(WITH_USAGE).read();

    assertThat(answer.body())
        .endsWith(
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                + "\"model\":\"expert\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,"
                + "\"completion_tokens\":4,\"total_tokens\":7,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":3}}}\n\ndata: [DONE]\n\n");
  }

  @Test
  void aRequestWithoutASeedGetsOneAndKeepsIt() throws Exception {
    ScriptedUpstream first = upstream(call -> begun(call).hangUp());
    ScriptedUpstream second = upstream(ResumeTest::theRest);
    client().chat("\"stream\":true,\"seed\":null,").read();

    JsonNode seed = JsonMapper.shared().readTree(first.next().body()).path("seed");
    assertThat(seed.isIntegralNumber()).isTrue();
    assertThat(JsonMapper.shared().readTree(second.next().body()).path("seed")).isEqualTo(seed);
  }

  @Test
  void whoeverGoesOnMayDieToo() throws Exception {
    upstream(call -> begun(call).reset());
    upstream(call -> call.startStream().chunk(more("c", "null", "12")).reset());
    ScriptedUpstream third =
        upstream(call -> call.startStream().chunk(more("d", "\"stop\"", "13")).endStream());
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(
            SHOWN_BEGINNING + shown("c") + shown("d") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(JsonMapper.shared().readTree(third.next().body()).path("prompt").size())
        .isEqualTo(6);
    assertThat(attempts(outcome()))
        .containsExactly(
            AttemptKind.BROKE_MID_STREAM, AttemptKind.BROKE_MID_STREAM, AttemptKind.ANSWERED);
  }

  /** Events of one who goes on that cannot be told in the first one's shape. */
  private static String untellable(String how) {
    String event = more("lost", "null", "13");
    return switch (how) {
      case "two lines" -> event.replaceFirst(",", ",\ndata: ");
      case "two choices" -> event.replace("]}]}", "]},{\"index\":1,\"text\":\"x\"}]}");
      default -> event.replaceFirst(",", ",,");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"two lines", "two choices", "no JSON"})
  void whatCannotBeToldIsSaidByAnother(String how) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> begun(call).reset());
    upstream(call ->
        call.startStream()
            .chunk(more("c", "null", "12"))
            .chunk(untellable(how))
            .awaitClose(closed));
    ScriptedUpstream third =
        upstream(call ->
            call.startStream()
                .chunk(more("d", "null", "13"))
                .chunk(more("", "\"stop\"", "14"))
                .endStream());
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(
            SHOWN_BEGINNING + shown("c") + shown("d") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(JsonMapper.shared().readTree(third.next().body()).path("prompt").size())
        .isEqualTo(6);
    assertThat(attempts(outcome()))
        .containsExactly(
            AttemptKind.BROKE_MID_STREAM, AttemptKind.BROKE_MID_STREAM, AttemptKind.ANSWERED);
    ScriptedUpstream.await(closed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two lines", "two choices", "no JSON"})
  void whatCannotBeToldIsNoBeginning(String how) throws Exception {
    upstream(call -> begun(call).reset());
    upstream(call -> call.startStream().chunk(untellable(how)).endStream());
    upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shown("c\\\"") + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(attempts(outcome()))
        .containsExactly(
            AttemptKind.BROKE_MID_STREAM, AttemptKind.SERVER_ERROR, AttemptKind.ANSWERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two lines", "two choices", "no JSON"})
  void whatNobodyCanTellIsBroken(String how) throws Exception {
    upstream(call -> begun(call).reset());
    upstream(call ->
        call.startStream()
            .chunk(more("c", "null", "12"))
            .chunk(untellable(how))
            .chunk(more("", "\"stop\"", "14"))
            .endStream());
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(SHOWN_BEGINNING + shown("c") + "data: {\"error\":{")
        .contains("\"upstream_failed\"");
    assertThat(answer.clean()).isFalse();
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }

  @Test
  void anEmptyFinishReasonIsNoEnd() throws Exception {
    String nothing = "\"finish_reason\":\"\"";
    upstream(call ->
        call.startStream()
            .chunk(role("m", ",\"prompt_token_ids\":[1,2,3]"))
            .chunk(said("a", 10).replace("\"finish_reason\":null", nothing))
            .reset());
    upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(
            role("expert", "")
                + shown("a").replace("\"finish_reason\":null", nothing)
                + shown("c\\\"")
                + shownEnd("stop")
                + "data: [DONE]\n\n");
  }

  @Test
  void aReplicaThatFallsSilentIsReplacedAndTold() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> begun(call).awaitClose(closed));
    upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shown("c\\\"") + shownEnd("stop") + "data: [DONE]\n\n");
    ScriptedUpstream.await(closed);
  }

  @Test
  void aCompletionGoesOnAsACompletion() throws Exception {
    upstream(call ->
        call.startStream()
            .chunk(more("a", "null", "10").replace("3,10,11]", "3]"))
            .chunk(more("b", "null", "11"))
            .reset());
    upstream(ResumeTest::theRest);
    RawClient.Answer answer =
        client()
            .post("/v1/completions", "{\"model\":\"auto\",\"stream\":true,\"prompt\":\"p\"}", "")
            .read();

    assertThat(answer.body()).doesNotContain("token_ids").endsWith("data: [DONE]\n\n");
    assertThat(answer.body().lines().filter(line -> line.contains("\"text\"")))
        .allMatch(
            line -> line.startsWith("data: {\"id\":\"cmpl-2\",\"object\":\"text_completion\""))
        .hasSize(4);
  }

  @Test
  void anAnswerThatLacksOnlyItsEndNeedsNobody() throws Exception {
    upstream(
        call -> begun(call).chunk(chunk("m", "{}", "\"stop\"", ",\"token_ids\":[12]")).reset());
    RawClient.Answer answer = client().chat(WITH_USAGE).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(SHOWN_BEGINNING + shownEnd("stop"))
        .contains("\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":3,\"total_tokens\":6,")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void nobodyGoesOnBehindTheEndOfAnAnswer() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    String end = chunk("m", "{}", "\"stop\"", ",\"token_ids\":[12]");
    upstream(call -> begun(call).chunk(end).awaitClose(closed));
    ScriptedUpstream other = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shownEnd("stop") + "data: [DONE]\n\n");
    assertThat(other.pending()).isZero();
    ScriptedUpstream.await(closed);
  }

  @Test
  void anAnswerAtItsLimitNeedsNobody() throws Exception {
    upstream(call -> begun(call).reset());
    RawClient.Answer answer = client().chat("\"stream\":true,\"max_completion_tokens\":2,").read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .isEqualTo(SHOWN_BEGINNING + shownEnd("length") + "data: [DONE]\n\n");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void whereNobodyIsLeftTheStreamIsBroken() throws Exception {
    upstream(call -> begun(call).reset());
    upstream(call -> call.respond(500, "text/plain", "", "no"));
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(answer.body().replace(KeepAlives.COMMENT, ""))
        .startsWith(SHOWN_BEGINNING)
        .contains("data: {\"error\":{");
    assertThat(answer.clean()).isFalse();
    assertThat(attempts(outcome()))
        .containsExactly(AttemptKind.BROKE_MID_STREAM, AttemptKind.SERVER_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"an_unknown\":1,", "\"n\":2,", "\"logprobs\":true,"})
  void whatCannotBeContinuedIsBroken(String members) throws Exception {
    upstream(call -> begun(call).reset());
    ScriptedUpstream second = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED + members).read();

    assertThat(answer.body()).contains("data: {\"error\":{");
    assertThat(second.pending()).isZero();
  }

  @Test
  void stockServersGetNoStopTextsToContinueAndOnlyWhatWasTold() throws Exception {
    Script halfCharacter = call -> begun(call).chunk(said("", 14)).reset();
    upstream(STOCK, halfCharacter);
    ScriptedUpstream second = upstream(STOCK, ResumeTest::theRest);

    assertThat(client().chat(ASKED + "\"stop\":\"END\",").read().body())
        .contains("data: {\"error\":{");
    assertThat(second.pending()).isZero();

    assertThat(client().chat(ASKED).read().body()).endsWith("data: [DONE]\n\n");
    JsonNode asked = JsonMapper.shared().readTree(second.next().body());
    assertThat(asked.path("prompt").toString()).isEqualTo("[1,2,3,10,11]");
    assertThat(asked.has("answered_tokens")).isFalse();
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(7);
  }

  @Test
  void stockServersGoOnWithACompletionOnlyToALimitThatIsKnown() throws Exception {
    gateway().router().reading(4_096);
    upstream(
        STOCK,
        call ->
            call.startStream().chunk(more("a", "null", "10").replace("3,10,11]", "3]")).reset());
    ScriptedUpstream second = upstream(STOCK, ResumeTest::theRest);

    assertThat(complete("").body()).contains("data: {\"error\":{");
    assertThat(second.pending()).isZero();

    assertThat(complete("\"max_tokens\":9,").body()).endsWith("data: [DONE]\n\n");
    assertThat(JsonMapper.shared().readTree(second.next().body()).path("max_tokens").asInt())
        .isEqualTo(8);
  }

  @Test
  void stockServersGoOnWithAChatToTheEndOfTheirContext() throws Exception {
    gateway().router().reading(4_096);
    upstream(STOCK, call -> begun(call).reset());
    ScriptedUpstream second = upstream(STOCK, ResumeTest::theRest);
    RawClient.Answer answer = client().chat("\"stream\":true,").read();

    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    assertThat(JsonMapper.shared().readTree(second.next().body()).path("max_tokens").asInt())
        .isEqualTo(4_096 - 5);
  }

  private RawClient.Answer complete(String members) throws Exception {
    String body = "{\"model\":\"auto\",\"stream\":true," + members + "\"prompt\":\"p\"}";
    return client().post("/v1/completions", body, "").read();
  }

  @Test
  void withoutThePolicyNobodyIsAskedForTokenIds() throws Exception {
    gateway().router().deliver(Delivery.PLAIN);
    ScriptedUpstream first = upstream(call -> begun(call).reset());
    ScriptedUpstream second = upstream(ResumeTest::theRest);
    RawClient.Answer answer = client().chat(ASKED).read();

    assertThat(first.next().body()).doesNotContain("return_token_ids");
    assertThat(answer.body()).contains("data: {\"error\":{");
    assertThat(second.pending()).isZero();
  }

  @Test
  void aClientThatAsksForTokenIdsGetsThem() throws Exception {
    ScriptedUpstream first = upstream(call -> begun(call).chunk("data: [DONE]\n\n").endStream());
    RawClient.Answer answer = client().chat(ASKED + "\"return_token_ids\":true,").read();

    assertThat(first.next().body()).containsOnlyOnce("return_token_ids");
    assertThat(answer.body()).contains("\"token_ids\":[10]");
  }

  @Test
  void aClientThatLeavesInTheContinuationClosesIt() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> begun(call).reset());
    upstream(call -> {
      call.startStream().chunk(more("c", "null", "12"));
      call.awaitClose(closed);
    });
    RawClient client = client().chat(ASKED);
    client.readUntil(shown("c"));
    client.close();

    ScriptedUpstream.await(closed);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    assertThat(attempts(outcome))
        .containsExactly(AttemptKind.BROKE_MID_STREAM, AttemptKind.CANCELLED);
  }

  @Test
  void aClientThatLeavesBeforeTheContinuationBeginsClosesIt() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(call -> begun(call).reset());
    ScriptedUpstream second = upstream(call -> call.awaitClose(closed));
    RawClient client = client().chat(ASKED);
    client.readUntil(shown("b\\n\u00e9").strip());
    second.next();
    client.close();

    ScriptedUpstream.await(closed);
    assertThat(attempts(outcome()))
        .containsExactly(AttemptKind.BROKE_MID_STREAM, AttemptKind.CANCELLED);
  }
}
