package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenLogprob;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Log-probabilities as completions carry them: columns instead of rows. */
final class CompletionLogprobs {
  private CompletionLogprobs() {}

  /**
   * Writes the value of {@code logprobs}: null if there are none.
   *
   * @param offset characters of the choice's tokens before these
   * @return the offset after these
   */
  static int write(JsonBytes out, List<TokenLogprob> logprobs, int offset) {
    if (logprobs.isEmpty()) {
      out.nothing();
      return offset;
    }
    List<String> texts = logprobs.stream().map(one -> LogprobText.of(one.bytes())).toList();
    out.raw("{\"text_offset\":[");
    int at = offset;
    for (int i = 0; i < texts.size(); i++) {
      AnswerJson.comma(out, i);
      out.number(at);
      at += texts.get(i).codePointCount(0, texts.get(i).length());
    }
    out.raw("],\"token_logprobs\":[");
    for (int i = 0; i < logprobs.size(); i++) {
      AnswerJson.comma(out, i);
      out.number(logprobs.get(i).logprob());
    }
    out.raw("],\"tokens\":[");
    for (int i = 0; i < texts.size(); i++) {
      AnswerJson.comma(out, i);
      out.text(texts.get(i));
    }
    out.raw("],\"top_logprobs\":[");
    for (int i = 0; i < logprobs.size(); i++) {
      AnswerJson.comma(out, i);
      top(out, logprobs.get(i).top());
    }
    out.raw("]}");
    return at;
  }

  /** An object has each key once: of tokens with one text the likeliest stands. */
  private static void top(JsonBytes out, List<TokenLogprob> top) {
    Set<String> seen = new HashSet<>();
    out.raw('{');
    for (TokenLogprob one : top) {
      String text = LogprobText.of(one.bytes());
      if (seen.add(text)) {
        AnswerJson.comma(out, seen.size() - 1);
        out.text(text).raw(':').number(one.logprob());
      }
    }
    out.raw('}');
  }
}
