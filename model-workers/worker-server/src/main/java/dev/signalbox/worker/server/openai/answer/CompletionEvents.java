package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.BitSet;
import java.util.List;

/** A streamed completion: events with text, the last of each choice with its finish reason. */
public final class CompletionEvents implements AnswerEvents {
  private static final byte[] INDEX = JsonBytes.ascii("{\"index\":");
  private static final byte[] TEXT = JsonBytes.ascii(",\"text\":");
  private static final byte[] LOGPROBS = JsonBytes.ascii(",\"logprobs\":");

  private final EventFrame frame;
  private final boolean tokenIds;
  private final List<int[]> prompts;
  private final int[] offsets;
  private final BitSet begun = new BitSet();

  /**
   * @param prompts the prompts' tokens, each told once if token ids were asked for
   */
  public CompletionEvents(Envelope envelope, GenerationOptions options, List<int[]> prompts) {
    this.frame = new EventFrame(envelope, "text_completion", options.includeUsage());
    this.tokenIds = options.returnTokenIds();
    this.prompts = prompts;
    this.offsets = new int[prompts.size() * options.n()];
  }

  @Override
  public void write(TokenChunk chunk, JsonBytes out) {
    if (shows(chunk)) {
      event(chunk, out);
    }
    if (chunk.usage() != null) {
      frame.end(out, chunk.usage());
    }
  }

  private boolean shows(TokenChunk chunk) {
    return chunk.finish() != null
        || !chunk.text().isEmpty()
        || !chunk.logprobs().isEmpty()
        || (tokenIds && !chunk.tokenIds().isEmpty());
  }

  private void event(TokenChunk chunk, JsonBytes out) {
    int choice = chunk.choice();
    frame.open(out);
    out.raw(INDEX).number(choice).raw(TEXT).text(chunk.text()).raw(LOGPROBS);
    offsets[choice] = CompletionLogprobs.write(out, chunk.logprobs(), offsets[choice]);
    AnswerJson.finish(out, chunk.finish(), chunk.stopText());
    if (tokenIds) {
      AnswerJson.tokenIds(out, chunk.tokenIds());
      if (!begun.get(choice)) {
        begun.set(choice);
        AnswerJson.promptTokenIds(out, prompts.get(choice * prompts.size() / offsets.length));
      }
    }
    out.raw('}');
    frame.closeChoices(out);
    frame.close(out);
  }
}
