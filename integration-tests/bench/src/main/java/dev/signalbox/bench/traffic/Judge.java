package dev.signalbox.bench.traffic;

import dev.signalbox.bench.traffic.Ended.Refused;
import dev.signalbox.bench.traffic.Ended.Said;
import dev.signalbox.bench.traffic.Ended.Whole;
import dev.signalbox.bench.traffic.Ended.Wrong;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Ending;
import dev.signalbox.conformance.client.Event;
import dev.signalbox.conformance.client.Transcript;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an answer by the contract: whole, refused with a status and its code, or broken off with
 * one error event and without the last chunk of HTTP. Everything else is wrong.
 */
final class Judge {
  private static final Map<Integer, Set<String>> CODES =
      Map.of(
          400,
          Set.of(
              "invalid_request", "duplicate_key", "context_length_exceeded", "unsupported_feature"),
          401,
          Set.of("invalid_api_key"),
          403,
          Set.of("not_allowed"),
          404,
          Set.of("model_not_found"),
          413,
          Set.of("request_too_large"),
          415,
          Set.of("unsupported_media_type"),
          429,
          Set.of("rate_limited", "quota_exceeded"),
          502,
          Set.of("upstream_failed"),
          503,
          Set.of("no_replica"),
          504,
          Set.of("upstream_timeout"));
  private static final Set<Integer> TRY_LATER = Set.of(429, 503);
  private static final Set<String> IN_STREAM =
      Set.of("rate_limited", "upstream_failed", "no_replica", "upstream_timeout");
  private static final int EXCERPT = 300;

  private Judge() {}

  static Ended of(Answer answer, boolean stream) {
    if (answer.status() == 0) {
      return new Wrong("no answer, transport " + answer.ending());
    }
    if (answer.status() != 200) {
      return refusal(answer);
    }
    return stream ? streamed(answer) : whole(answer);
  }

  private static Ended refusal(Answer answer) {
    JsonNode body = json(answer);
    String code = body.at("/error/code").asString("");
    if (answer.ending() != Ending.CLEAN
        || !CODES.getOrDefault(answer.status(), Set.of()).contains(code)) {
      return wrong("an error that the contract does not know", answer);
    }
    if (TRY_LATER.contains(answer.status()) && answer.header("retry-after").isEmpty()) {
      return wrong("no Retry-After", answer);
    }
    return new Refused(answer.status(), code);
  }

  private static Ended whole(Answer answer) {
    JsonNode choice = json(answer).at("/choices/0");
    if (answer.ending() != Ending.CLEAN || !choice.hasNonNull("finish_reason")) {
      return wrong("no whole answer", answer);
    }
    return new Whole(
        new Said(
            choice.at("/message/content").asString(""),
            choice.path("finish_reason").asString(""),
            json(answer).at("/usage/completion_tokens").asInt(-1)),
        expert(answer));
  }

  private static Ended streamed(Answer answer) {
    Transcript transcript = Transcript.of(answer);
    List<Event> events = answer.events();
    if (!transcript.garbled().isEmpty()) {
      return wrong("an event that is no JSON", answer);
    }
    if (!transcript.errors().isEmpty()) {
      String code = transcript.errors().getFirst().path("code").asString("");
      boolean last = events.getLast().data().contains("\"error\"");
      return transcript.errors().size() == 1
              && last
              && answer.ending() == Ending.CUT
              && IN_STREAM.contains(code)
          ? new Refused(200, code)
          : wrong("an error event that is not the end", answer);
    }
    if (answer.ending() != Ending.CLEAN
        || !transcript.done()
        || !transcript.finished().containsKey(0)
        || transcript.usages().size() != 1) {
      return wrong("a stream that is neither whole nor broken", answer);
    }
    return new Whole(
        new Said(
            transcript.text(),
            transcript.finished().get(0),
            transcript.usages().getFirst().path("completion_tokens").asInt(-1)),
        expert(answer));
  }

  private static String expert(Answer answer) {
    return answer.header("x-signalbox-expert").orElse("");
  }

  private static JsonNode json(Answer answer) {
    try {
      return JsonMapper.shared().readTree(answer.text());
    } catch (JacksonException e) {
      return JsonMapper.shared().nullNode();
    }
  }

  private static Wrong wrong(String what, Answer answer) {
    String text = answer.text();
    String end = text.substring(Math.max(0, text.length() - EXCERPT)).replaceAll("\\s+", " ");
    return new Wrong(
        "%s: status %d, transport %s, end of body: %s"
            .formatted(what, answer.status(), answer.ending(), end));
  }
}
