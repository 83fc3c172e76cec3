package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenLogprob;
import java.util.List;

/** Log-probabilities as chat answers carry them. */
final class ChatLogprobs {
  private ChatLogprobs() {}

  /** Writes the value of {@code logprobs}: null if there are none. */
  static void write(JsonBytes out, List<TokenLogprob> logprobs) {
    if (logprobs.isEmpty()) {
      out.nothing();
      return;
    }
    out.raw("{\"content\":[");
    for (int i = 0; i < logprobs.size(); i++) {
      AnswerJson.comma(out, i);
      TokenLogprob one = logprobs.get(i);
      token(out, one);
      out.raw(",\"top_logprobs\":[");
      for (int j = 0; j < one.top().size(); j++) {
        AnswerJson.comma(out, j);
        token(out, one.top().get(j));
        out.raw('}');
      }
      out.raw("]}");
    }
    out.raw("],\"refusal\":null}");
  }

  private static void token(JsonBytes out, TokenLogprob token) {
    out.raw("{\"token\":")
        .text(LogprobText.of(token.bytes()))
        .raw(",\"logprob\":")
        .number(token.logprob())
        .raw(",\"bytes\":[");
    for (int i = 0; i < token.bytes().length; i++) {
      AnswerJson.comma(out, i);
      out.number(token.bytes()[i] & 0xff);
    }
    out.raw(']');
  }
}
