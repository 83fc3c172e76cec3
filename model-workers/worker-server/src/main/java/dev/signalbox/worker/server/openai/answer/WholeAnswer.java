package dev.signalbox.worker.server.openai.answer;

import dev.signalbox.worker.api.TokenChunk;
import dev.signalbox.worker.api.TokenChunk.FinishReason;
import dev.signalbox.worker.api.TokenChunk.Usage;
import dev.signalbox.worker.api.TokenLogprob;
import dev.signalbox.worker.server.openai.request.GenerationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers the chunks of an answer and writes it as one object. Not for threads. */
public final class WholeAnswer {
  private final GenerationOptions options;
  private final List<int[]> prompts;
  private final List<Choice> choices;
  private Usage usage = new Usage(0, 0, 0);

  /**
   * @param prompts the prompts' tokens; a chat has one
   */
  public WholeAnswer(GenerationOptions options, List<int[]> prompts) {
    this.options = options;
    this.prompts = prompts;
    this.choices = Stream.generate(Choice::new).limit((long) options.n() * prompts.size()).toList();
  }

  /** Takes the next chunk. */
  public void add(TokenChunk chunk) {
    choices.get(chunk.choice()).add(chunk);
    if (chunk.usage() != null) {
      usage = chunk.usage();
    }
  }

  /** The answer to a chat. */
  public byte[] chat(Envelope envelope) {
    JsonBytes out = new JsonBytes(1024).raw(envelope.opening("chat.completion"));
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      AnswerJson.comma(out, i);
      out.raw("{\"index\":")
          .number(i)
          .raw(",\"message\":{\"role\":\"assistant\",\"content\":")
          .text(choice.text)
          .raw(",\"refusal\":null},\"logprobs\":");
      ChatLogprobs.write(out, choice.logprobs);
      AnswerJson.finish(out, choice.finish, choice.stopText);
      if (options.returnTokenIds()) {
        AnswerJson.tokenIds(out, choice.tokenIds);
      }
      out.raw('}');
    }
    close(out);
    if (options.returnTokenIds()) {
      AnswerJson.promptTokenIds(out, prompts.getFirst());
    }
    return out.raw('}').toByteArray();
  }

  /** The answer to a completion. */
  public byte[] completion(Envelope envelope) {
    JsonBytes out = new JsonBytes(1024).raw(envelope.opening("text_completion"));
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      AnswerJson.comma(out, i);
      out.raw("{\"index\":").number(i).raw(",\"text\":").text(choice.text).raw(",\"logprobs\":");
      CompletionLogprobs.write(out, choice.logprobs, 0);
      AnswerJson.finish(out, choice.finish, choice.stopText);
      if (options.returnTokenIds()) {
        AnswerJson.tokenIds(out, choice.tokenIds);
        AnswerJson.promptTokenIds(out, prompts.get(i / options.n()));
      }
      out.raw('}');
    }
    close(out);
    return out.raw('}').toByteArray();
  }

  private void close(JsonBytes out) {
    out.raw("],");
    AnswerJson.usage(out, usage);
  }

  private static final class Choice {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> tokenIds = new ArrayList<>();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private @Nullable FinishReason finish;
    private @Nullable String stopText;

    void add(TokenChunk chunk) {
      text.append(chunk.text());
      tokenIds.addAll(chunk.tokenIds());
      logprobs.addAll(chunk.logprobs());
      if (chunk.finish() != null) {
        finish = chunk.finish();
        stopText = chunk.stopText();
      }
    }
  }
}
