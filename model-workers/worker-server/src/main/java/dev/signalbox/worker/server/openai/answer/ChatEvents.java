package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.BitSet;
import java.util.List;

/**
 * A streamed chat answer: for each choice an event with the role, events with what it says, one
 * with the finish reason.
 */
public final class ChatEvents implements AnswerEvents {
  private static final byte[] INDEX = JsonBytes.ascii("{\"index\":");
  private static final byte[] ROLE =
      JsonBytes.ascii(",\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
  private static final byte[] CONTENT = JsonBytes.ascii(",\"delta\":{\"content\":");
  private static final byte[] NOTHING = JsonBytes.ascii(",\"delta\":{}");
  private static final byte[] LOGPROBS = JsonBytes.ascii(",\"logprobs\":");

  private final EventFrame frame;
  private final boolean tokenIds;
  private final int[] prompt;
  private final BitSet begun = new BitSet();

  /**
   * @param prompt the prompt's tokens, told once if token ids were asked for
   */
  public ChatEvents(Envelope envelope, GenerationOptions options, int[] prompt) {
    this.frame = new EventFrame(envelope, "chat.completion.chunk", options.includeUsage());
    this.tokenIds = options.returnTokenIds();
    this.prompt = prompt;
  }

  @Override
  public void write(TokenChunk chunk, JsonBytes out) {
    if (!begun.get(chunk.choice())) {
      role(chunk.choice(), out);
    }
    boolean says = !chunk.text().isEmpty();
    if (says || (chunk.finish() == null && shows(chunk))) {
      content(chunk, out);
    }
    if (chunk.finish() != null) {
      finish(chunk, !says, out);
    }
    if (chunk.usage() != null) {
      frame.end(out, chunk.usage());
    }
  }

  private boolean shows(TokenChunk chunk) {
    return !chunk.logprobs().isEmpty() || (tokenIds && !chunk.tokenIds().isEmpty());
  }

  private void role(int choice, JsonBytes out) {
    frame.open(out);
    out.raw(INDEX).number(choice).raw(ROLE).raw(LOGPROBS).nothing();
    AnswerJson.finish(out, null, null);
    out.raw('}');
    frame.closeChoices(out);
    if (tokenIds && begun.isEmpty()) {
      AnswerJson.promptTokenIds(out, prompt);
    }
    frame.close(out);
    begun.set(choice);
  }

  private void content(TokenChunk chunk, JsonBytes out) {
    frame.open(out);
    out.raw(INDEX).number(chunk.choice()).raw(CONTENT).text(chunk.text()).raw('}').raw(LOGPROBS);
    ChatLogprobs.write(out, chunk.logprobs());
    AnswerJson.finish(out, null, null);
    ids(chunk.tokenIds(), out);
    out.raw('}');
    frame.closeChoices(out);
    frame.close(out);
  }

  /** The last event of a choice; it carries tokens only if no event before it did. */
  private void finish(TokenChunk chunk, boolean carriesTokens, JsonBytes out) {
    frame.open(out);
    out.raw(INDEX).number(chunk.choice()).raw(NOTHING).raw(LOGPROBS);
    ChatLogprobs.write(out, carriesTokens ? chunk.logprobs() : List.of());
    AnswerJson.finish(out, chunk.finish(), chunk.stopText());
    ids(carriesTokens ? chunk.tokenIds() : List.of(), out);
    out.raw('}');
    frame.closeChoices(out);
    frame.close(out);
  }

  private void ids(List<Integer> ids, JsonBytes out) {
    if (tokenIds) {
      AnswerJson.tokenIds(out, ids);
    }
  }
}
