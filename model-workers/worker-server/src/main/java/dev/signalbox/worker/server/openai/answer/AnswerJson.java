package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk.FinishReason;
import dev.signalbox.worker.api.TokenChunk.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces that all answers share. */
final class AnswerJson {
  private static final byte[] FINISH = JsonBytes.ascii(",\"finish_reason\":");
  private static final byte[] STOP_REASON = JsonBytes.ascii(",\"stop_reason\":");
  private static final byte[] TOKEN_IDS = JsonBytes.ascii(",\"token_ids\":");

  private AnswerJson() {}

  /** The reason, and beside it, as vLLM has it, which stop text it was. */
  static void finish(JsonBytes out, @Nullable FinishReason reason, @Nullable String stopText) {
    out.raw(FINISH);
    switch (reason) {
      case null -> out.nothing();
      case STOP -> out.raw("\"stop\"");
      case LENGTH -> out.raw("\"length\"");
    }
    if (stopText != null) {
      out.raw(STOP_REASON).text(stopText);
    }
  }

  static void usage(JsonBytes out, Usage usage) {
    out.raw("\"usage\":{\"prompt_tokens\":")
        .number(usage.promptTokens())
        .raw(",\"completion_tokens\":")
        .number(usage.completionTokens())
        .raw(",\"total_tokens\":")
        .number((long) usage.promptTokens() + usage.completionTokens())
        .raw(",\"prompt_tokens_details\":{\"cached_tokens\":")
        .number(usage.cachedTokens())
        .raw("}}");
  }

  static void tokenIds(JsonBytes out, List<Integer> ids) {
    out.raw(TOKEN_IDS).raw('[');
    for (int i = 0; i < ids.size(); i++) {
      comma(out, i);
      out.number(ids.get(i));
    }
    out.raw(']');
  }

  static void promptTokenIds(JsonBytes out, int[] ids) {
    out.raw(",\"prompt_token_ids\":[");
    for (int i = 0; i < ids.length; i++) {
      comma(out, i);
      out.number(ids[i]);
    }
    out.raw(']');
  }

  static void comma(JsonBytes out, int index) {
    if (index > 0) {
      out.raw(',');
    }
  }
}
