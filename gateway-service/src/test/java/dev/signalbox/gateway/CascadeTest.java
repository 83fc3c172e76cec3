package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import dev.signalbox.gateway.dispatch.ReplicaGuards;
import dev.signalbox.router.api.DraftRule;
import dev.signalbox.router.api.DraftVerdict;
import dev.signalbox.router.api.OutcomeKind;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cheap expert drafts; the client sees the accepted answer alone. */
class CascadeTest extends GatewayTest {
  private static final String STREAM = "\"stream\":true,";
  private static final String SURE = "-0.01";
  private static final String UNSURE = "-2.5";
  private static final DraftRule.Credit CREDIT = new DraftRule.Credit(500, true);

  @Override
  String[] properties() {
    return new String[] {
      "signalbox.dispatch.breaker-minimum=1000",
      "signalbox.dispatch.breaker-calls=1000",
      "signalbox.dispatch.retry-floor=1000"
    };
  }

  @AfterEach
  void everyPlaceAtAReplicaIsFree() {
    gateway()
        .bean(ReplicaGuards.class)
        .bulkheads()
        .getAllBulkheads()
        .forEach(bulkhead ->
            assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls())
                .isEqualTo(bulkhead.getMetrics().getMaxAllowedConcurrentCalls()));
  }

  private void rule(boolean easy, @Nullable Duration budget, int longest) {
    gateway()
        .router()
        .cascade(placements ->
            new DraftRule("small", null, -0.5, 0.5, CREDIT, easy, budget, longest, null));
  }

  private void second(double agreement) {
    second(agreement, null);
  }

  private void second(double agreement, @Nullable Duration budget) {
    gateway()
        .router()
        .cascade(placements ->
            new DraftRule(
                "small",
                null,
                -0.5,
                0.5,
                null,
                true,
                budget,
                1 << 20,
                new DraftRule.Second(
                    placements.stream().filter(p -> p.expert().equals("second")).toList(),
                    agreement)));
  }

  private static String event(String text, String logprob, String finish) {
    return Call.event(text, finish)
        .replace(
            "\"finish_reason\"",
            "\"logprobs\":{\"content\":[{\"token\":\""
                + text
                + "\",\"logprob\":"
                + logprob
                + "}]},\"finish_reason\"");
  }

  private static ScriptedUpstream.Script draft(String text, String logprob) {
    return call -> {
      if (call.request().body().contains("\"stream\":true")) {
        call.startStream()
            .chunk(event(text, logprob, "null"))
            .chunk(event(text, logprob, "\"stop\"") + Call.usage() + "data: [DONE]\n\n")
            .endStream();
      } else {
        call.respond(
            200,
            "application/json",
            "",
            Call.ANSWER
                .replace("hello", text)
                .replace(
                    "\"finish_reason\"",
                    "\"logprobs\":{\"content\":[{\"logprob\":"
                        + logprob
                        + "}]},\"finish_reason\""));
      }
    };
  }

  private static RoutingOutcome.Draft drafted(RoutingOutcome outcome) {
    return Objects.requireNonNull(outcome.draft());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/responses, true",
    "/v1/responses, false",
    "/v1/messages, true",
    "/v1/messages, false"
  })
  void draftIsTheAnswerInEveryApi(String path, boolean stream) throws Exception {
    rule(true, null, 1 << 20);
    ScriptedUpstream small = upstream("small", draft("cheap", SURE));
    upstream("large", draft("dear", SURE));
    String prompt =
        path.equals("/v1/messages")
            ? "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
            : "\"input\":\"hi\"";
    RawClient.Answer answer =
        client()
            .post(path, "{\"model\":\"auto\",\"stream\":" + stream + "," + prompt + "}", "")
            .read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isTrue();
    assertThat(answer.body()).contains("cheap").doesNotContain("dear");
    assertThat(answer.header("x-signalbox-mode")).isEqualTo("cascade");
    assertThat(small.next().body()).contains("\"logprobs\":true");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.STANDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void draftThatIsSureOfItselfIsTheAnswer(String stream) throws Exception {
    rule(true, null, 1 << 20);
    ScriptedUpstream small = upstream("small", draft("cheap", SURE));
    ScriptedUpstream large = upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.clean()).isTrue();
    assertThat(answer.body())
        .contains("cheap")
        .contains("\"model\":\"small\"")
        .contains("\"logprobs\":null")
        .doesNotContain(SURE);
    assertThat(answer.header("x-signalbox-mode")).isEqualTo("cascade");
    assertThat(answer.header("x-signalbox-expert")).isEqualTo("small");
    assertThat(small.next().body()).contains(",\"logprobs\":true");
    assertThat(large.pending()).isZero();
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.STANDS);
    assertThat(drafted(outcome).confidence()).isCloseTo(-0.01, within(1e-6));
    assertThat(drafted(outcome).credit()).isEqualTo(CREDIT);
    assertThat(outcome.tokens()).containsOnlyKeys("small");
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void draftThatIsNotSureIsFollowedByTheNextExpertAlone(String stream) throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", draft("cheap", UNSURE));
    ScriptedUpstream large = upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body()).contains("dear").doesNotContain("cheap");
    assertThat(answer.header("x-signalbox-expert")).isEqualTo("large");
    assertThat(answer.header("x-signalbox-attempts")).isEqualTo("2");
    assertThat(large.next().body()).doesNotContain("logprobs");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(outcome.expert()).isEqualTo("large");
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED, AttemptKind.ANSWERED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.UNSURE);
    assertThat(outcome.tokens()).containsOnlyKeys("small", "large");
  }

  @ParameterizedTest
  @CsvSource({
    "'', -0.01, '\"verdict\":\"stands\",\"threshold\":-0.5,\"confidence\":-0.0099'",
    "'\"stream\":true,', -0.01, '\"verdict\":\"stands\",\"threshold\":-0.5,\"confidence\":-0.0099'",
    "'', null, '\"verdict\":\"unmeasured\",\"threshold\":-0.5,\"wasted_tokens\":0'",
    "'\"stream\":true,', null, '\"verdict\":\"unmeasured\",\"threshold\":-0.5,\"wasted_tokens\":0'"
  })
  void usageTellsWhyADraftStands(String stream, String logprob, String told) throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", draft("cheap", logprob));
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream + "\"signalbox\":{\"explain\":true},").read();

    assertThat(answer.body())
        .containsOnlyOnce("\"signalbox\":{\"tokens\":{\"small\":")
        .contains(told);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void usageTellsWhatWasWasted() throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", draft("cheap", UNSURE));
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(STREAM + "\"signalbox\":{\"explain\":true},").read();

    assertThat(answer.body())
        .contains("\"tokens\":{\"large\":2,\"small\":2}")
        .contains("\"mode\":\"cascade\"")
        .contains("\"draft\":{\"expert\":\"small\",\"verdict\":\"unsure\"")
        .contains("\"wasted_tokens\":2");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @Test
  void clientWhoAskedForLogprobsGetsThem() throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", draft("cheap", SURE));
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(STREAM + "\"logprobs\":true,").read();

    assertThat(answer.body()).contains("\"logprob\":" + SURE);
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "error", "garbage"})
  void draftThatBreaksOffIsFollowedByTheNextExpert(String how) throws Exception {
    rule(true, null, 1 << 20);
    upstream(
        "small",
        call -> {
          if (how.equals("error")) {
            call.respond(500, "text/html", "", "");
            return;
          }
          call.startStream().chunk(event("cheap", SURE, "null"));
          if (how.equals("reset")) {
            call.reset();
          } else {
            call.chunk("data: garbage\n\n").endStream();
          }
        });
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.body()).contains("dear").doesNotContain("cheap");
    assertThat(answer.clean()).isTrue();
    assertThat(drafted(outcome()).verdict()).isEqualTo(DraftVerdict.FAILED);
  }

  @Test
  void easyPromptGetsItsDraftAsItComesOnceTheBudgetIsSpent() throws Exception {
    rule(true, Duration.ofMillis(300), 1 << 20);
    CompletableFuture<Void> go = new CompletableFuture<>();
    upstream(
        "small",
        call -> {
          call.startStream().chunk(event("early", UNSURE, "null"));
          go.get(5, TimeUnit.SECONDS);
          call.chunk(event("later", UNSURE, "\"stop\"") + "data: [DONE]\n\n").endStream();
        });
    upstream("large", draft("dear", SURE));
    RawClient client = client().chat(STREAM);
    String first = client.readUntil("}]}\n\n");
    go.complete(null);
    String rest = client.readUntil("data: [DONE]\n\n");

    assertThat(first).contains("early").contains("x-signalbox-expert: small");
    assertThat(rest).contains("later").doesNotContain(UNSURE);
    assertThat(drafted(outcome()).verdict()).isEqualTo(DraftVerdict.LATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void hardPromptGoesOnOnceTheBudgetIsSpent(String stream) throws Exception {
    rule(false, Duration.ofMillis(300), 1 << 20);
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream(
        "small",
        call -> {
          if (!stream.isEmpty()) {
            call.startStream().chunk(event("early", SURE, "null"));
          }
          call.awaitClose(closed);
        });
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.body()).contains("dear").doesNotContain("early");
    ScriptedUpstream.await(closed);
    RoutingOutcome outcome = outcome();
    assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED, AttemptKind.ANSWERED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.TOO_SLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {SURE, UNSURE})
  void draftBeyondTheLimitIsJudgedByWhatCameSoFar(String logprob) throws Exception {
    rule(true, null, 2_000);
    String word = "x".repeat(500);
    upstream(
        "small",
        call -> {
          call.startStream();
          for (int i = 0; i < 50; i++) {
            call.chunk(event(word, logprob, "null"));
          }
          call.chunk(event("end", logprob, "\"stop\"") + "data: [DONE]\n\n").endStream();
        });
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.clean()).isTrue();
    if (logprob.equals(SURE)) {
      assertThat(answer.body().split(word, -1)).hasSize(51);
      assertThat(answer.body()).contains("\"end\"").doesNotContain(SURE);
    } else {
      assertThat(answer.body()).contains("dear").doesNotContain(word);
    }
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void unsureDraftIsTheAnswerWhereNobodyElseCanAnswer(String stream) throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", draft("cheap", UNSURE));
    upstream("large", call -> call.respond(503, "text/html", "", ""));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("cheap");
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.ALONE);
    assertThat(outcome.tokens()).containsOnlyKeys("small");
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void secondAnswerThatAgreesLetsADraftStand(String stream) throws Exception {
    second(0.5);
    upstream("small", draft("same", SURE));
    upstream("second", draft("same", SURE));
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.body()).contains("same");
    RoutingOutcome outcome = outcome();
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.STANDS);
    assertThat(outcome.tokens().get("second"))
        .isEqualTo(stream.isEmpty() ? new Tokens(5, 0, 1) : new Tokens(5, 3, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void secondAnswerThatDisagreesSendsTheRequestOn(String stream) throws Exception {
    second(0.5);
    upstream("small", draft("one", SURE));
    upstream("large", draft("dear", SURE));
    upstream("second", draft("other", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.body()).contains("dear");
    assertThat(drafted(outcome()).verdict()).isEqualTo(DraftVerdict.DISAGREED);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void secondAnswerThatTakesTooLongIsGivenUpAndTheDraftIsTheAnswer(String stream) throws Exception {
    second(0.5, Duration.ofMillis(300));
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream("small", draft("cheap", SURE));
    upstream("second", slowly(stream, closed));
    upstream("large", draft("dear", SURE));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.clean()).isTrue();
    assertThat(answer.body()).contains("cheap").doesNotContain("dear");
    ScriptedUpstream.await(closed);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED, AttemptKind.CANCELLED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.LATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void clientThatLeavesDuringTheSecondAnswerClosesItsUpstream(String stream) throws Exception {
    second(0.5, Duration.ofSeconds(30));
    CompletableFuture<Long> closed = new CompletableFuture<>();
    upstream("small", draft("cheap", SURE));
    ScriptedUpstream second = upstream("second", slowly(stream, closed));
    upstream("large", draft("dear", SURE));
    RawClient client = client().chat(stream);
    second.next();

    leave(client, closed);
    RoutingOutcome outcome = outcome();
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
    assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED, AttemptKind.CANCELLED);
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.ABANDONED);
    assertThat(gateway().router().outcomes()).isEmpty();
  }

  private static ScriptedUpstream.Script slowly(String stream, CompletableFuture<Long> closed) {
    return call -> {
      if (!stream.isEmpty()) {
        call.startStream().chunk(event("other", SURE, "null"));
      }
      call.awaitClose(closed);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void secondAnswerIsWastedThoughTheDraftOfTheSameReplicaIsTheAnswer(String stream)
      throws Exception {
    gateway()
        .router()
        .cascade(placements ->
            new DraftRule(
                "small",
                null,
                -0.5,
                0.5,
                null,
                true,
                null,
                1 << 20,
                new DraftRule.Second(
                    placements.stream().filter(p -> p.expert().equals("small")).toList(), 0.5)));
    AtomicInteger asked = new AtomicInteger();
    upstream(
        "small", call -> draft(asked.incrementAndGet() == 1 ? "one" : "other", SURE).answer(call));
    upstream("large", call -> call.respond(503, "text/html", "", ""));
    RawClient.Answer answer = client().chat(stream).read();

    assertThat(answer.body()).contains("one").doesNotContain("other");
    RoutingOutcome outcome = outcome();
    assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.ALONE);
    // of the draft, which is the answer, and of the second answer
    assertThat(outcome.tokens().get("small"))
        .isEqualTo(stream.isEmpty() ? new Tokens(10, 0, 2) : new Tokens(10, 6, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void clientThatLeavesDuringTheDraftClosesItsUpstream(String stream) throws Exception {
    inTime(() -> {
      rule(false, Duration.ofSeconds(30), 1 << 20);
      CompletableFuture<Long> closed = new CompletableFuture<>();
      CompletableFuture<Void> written = new CompletableFuture<>();
      upstream(
          "small",
          call -> {
            if (!stream.isEmpty()) {
              call.startStream().chunk(event("cheap", SURE, "null"));
            }
            written.complete(null);
            call.awaitClose(closed);
          });
      upstream("large", draft("dear", SURE));
      RawClient client = client().chat(stream);
      ScriptedUpstream.await(written);

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
      assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.ABANDONED);
      assertThat(gateway().router().outcomes()).isEmpty();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ""})
  void clientThatLeavesDuringTheSecondStageClosesItsUpstream(String stream) throws Exception {
    inTime(() -> {
      rule(true, null, 1 << 20);
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream("small", draft("cheap", UNSURE));
      ScriptedUpstream large = upstream("large", call -> call.awaitClose(closed));
      RawClient client = client().chat(stream);
      large.next();

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.ANSWERED, AttemptKind.CANCELLED);
      assertThat(drafted(outcome).verdict()).isEqualTo(DraftVerdict.UNSURE);
      assertThat(gateway().router().outcomes()).isEmpty();
    });
  }

  @Test
  void clientThatLeavesALateDraftClosesItsUpstream() throws Exception {
    inTime(() -> {
      rule(true, Duration.ofMillis(100), 1 << 20);
      CompletableFuture<Long> closed = new CompletableFuture<>();
      upstream(
          "small",
          call -> {
            call.startStream().chunk(event("early", SURE, "null"));
            call.awaitClose(closed);
          });
      upstream("large", draft("dear", SURE));
      RawClient client = client().chat(STREAM);
      client.readUntil("early");

      leave(client, closed);
      RoutingOutcome outcome = outcome();
      assertThat(outcome.kind()).isEqualTo(OutcomeKind.CLIENT_CLOSED);
      assertThat(attempts(outcome)).containsExactly(AttemptKind.CANCELLED);
    });
  }

  @Test
  void whereNobodyCanAnswerTheClientIsTold() throws Exception {
    rule(true, null, 1 << 20);
    upstream("small", call -> call.respond(500, "text/html", "", ""));
    upstream("large", call -> call.respond(500, "text/html", "", ""));
    RawClient.Answer answer = client().chat(STREAM).read();

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("\"upstream_failed\"");
    assertThat(outcome().kind()).isEqualTo(OutcomeKind.UPSTREAM_FAILED);
  }
}
