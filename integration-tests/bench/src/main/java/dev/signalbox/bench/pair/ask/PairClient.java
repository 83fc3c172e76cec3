package dev.signalbox.bench.pair.ask;

import dev.signalbox.bench.pair.answers.Cascaded;
import dev.signalbox.bench.pair.answers.Given;
import dev.signalbox.bench.pair.answers.Routed;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.client.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a gateway questions, each on a connection of its own. Every request says the same of a
 * question but who is to answer it.
 *
 * @param target the gateway
 * @param settings how answers are asked for
 */
record PairClient(Target target, Settings settings) {
  private static final String CHAT = "/chat/completions";

  /** As long as the gateway itself waits for an answer that is no stream. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int EXCERPT = 300;

  /** An expert's own answer, with log-probabilities. */
  Given ask(Question question, String expert) throws IOException {
    long start = System.nanoTime();
    Answer answer = post(CHAT, request(question, expert).put("logprobs", true));
    JsonNode json = json(answer);
    JsonNode choice = json.at("/choices/0");
    require(whoAnswered(answer).equals(expert), expert + " to answer", answer);
    require(choice.hasNonNull("finish_reason"), "a whole answer", answer);
    List<Double> logprobs = new ArrayList<>();
    for (JsonNode token : choice.at("/logprobs/content")) {
      logprobs.add(token.path("logprob").asDouble());
    }
    require(!logprobs.isEmpty(), "log-probabilities", answer);
    return new Given(
        choice.at("/message/content").asString(""),
        choice.path("finish_reason").asString(),
        json.at("/usage/prompt_tokens").asInt(),
        json.at("/usage/completion_tokens").asInt(),
        logprobs,
        (System.nanoTime() - start) / 1_000_000);
  }

  /** What the router says of a question; nobody answers it. */
  Routed route(Question question) throws IOException {
    Answer answer = post("/route", request(question, "auto"));
    JsonNode json = json(answer);
    require(json.path("difficulty").isNumber(), "a difficulty", answer);
    return new Routed(json.path("difficulty").asDouble(), json.path("router").asString(""));
  }

  /** A cascade as the policy has it. */
  Cascaded cascade(Question question) throws IOException {
    ObjectNode request = request(question, "auto");
    request.putObject("signalbox").put("mode", "cascade").put("explain", true);
    Answer answer = post(CHAT, request);
    JsonNode json = json(answer);
    JsonNode draft = json.at("/usage/signalbox/draft");
    require(draft.path("threshold").isNumber(), "a draft and its threshold", answer);
    return new Cascaded(
        whoAnswered(answer),
        json.at("/choices/0/message/content").asString(""),
        draft.path("verdict").asString(""),
        draft.path("threshold").asDouble(),
        draft.hasNonNull("confidence") ? (Double) draft.get("confidence").asDouble() : null);
  }

  private ObjectNode request(Question question, String model) {
    ObjectNode request = JsonMapper.shared().createObjectNode().put("model", model);
    var messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", Settings.INSTRUCTION);
    messages.addObject().put("role", "user").put("content", question.text());
    return request.put("max_tokens", settings.maxTokens()).put("temperature", 0);
  }

  private Answer post(String path, ObjectNode body) throws IOException {
    try (Exchange exchange = Exchange.open(target)) {
      Answer answer = exchange.send(target.post(path, body.toString())).answer(PATIENCE);
      require(answer.status() == 200 && answer.ending() == Ending.CLEAN, "200", answer);
      return answer;
    }
  }

  private static String whoAnswered(Answer answer) {
    return answer.header("x-signalbox-expert").orElse("nobody");
  }

  private static JsonNode json(Answer answer) throws IOException {
    try {
      return JsonMapper.shared().readTree(answer.text());
    } catch (JacksonException e) {
      throw unexpected("JSON", answer);
    }
  }

  private static void require(boolean met, String expected, Answer answer) throws IOException {
    if (!met) {
      throw unexpected(expected, answer);
    }
  }

  private static IOException unexpected(String expected, Answer answer) {
    String text = answer.text();
    return new IOException(
        "the gateway answered with status %d by %s, %s: %s (expected: %s)"
            .formatted(
                answer.status(),
                whoAnswered(answer),
                answer.ending(),
                text.substring(0, Math.min(EXCERPT, text.length())).replaceAll("\\s+", " "),
                expected));
  }
}
