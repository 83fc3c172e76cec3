package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.NativeVocab;
import dev.signalbox.engine.llama.template.ChatTemplate;
import dev.signalbox.engine.llama.template.DataMarks;
import dev.signalbox.engine.llama.template.TemplateException;
import dev.signalbox.worker.api.ChatPrompt;
import dev.signalbox.worker.api.EngineRefusedException;
import dev.signalbox.worker.api.EngineRefusedException.Kind;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From a conversation or a text to token ids. Safe from any thread. */
final class PromptTokens {
  private final NativeVocab vocab;
  private final @Nullable ChatTemplate template;
  private final DataMarks marks;
  private final int contextLength;

  PromptTokens(NativeVocab vocab, @Nullable ChatTemplate template, int contextLength) {
    this.vocab = vocab;
    this.template = template;
    this.marks = new DataMarks(vocab.controlTexts());
    this.contextLength = contextLength;
  }

  /** Whether conversations can be rendered. */
  boolean canChat() {
    return template != null;
  }

  /** A conversation; names of control tokens that it says stay plain text. */
  int[] ofChat(ChatPrompt prompt) {
    if (template == null) {
      throw new EngineRefusedException(
          Kind.UNSUPPORTED_FEATURE, "this model has no chat template; send a plain prompt");
    }
    String rendered;
    try {
      rendered = template.render(marks.mark(prompt));
    } catch (TemplateException e) {
      throw new EngineRefusedException(Kind.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
    // A template that writes the begin token itself must not get a second one.
    boolean begin = !rendered.startsWith(vocab.beginOfSequence());
    IntStream tokens = IntStream.empty();
    for (DataMarks.Part part : DataMarks.split(rendered)) {
      tokens = IntStream.concat(tokens, IntStream.of(tokens(part.text(), begin, !part.data())));
      begin = false;
    }
    return tokens.toArray();
  }

  /** A plain text; names of control tokens in it stay plain text. */
  int[] ofText(String text, boolean addBos) {
    return tokens(text, addBos, false);
  }

  private int[] tokens(String text, boolean addSpecial, boolean parseSpecial) {
    // No token stands for more characters than its bytes, so this cannot fit however it is split.
    long least = Math.ceilDiv(text.length(), vocab.longestPiece());
    if (least > contextLength) {
      throw new EngineRefusedException(
          Kind.CONTEXT_LENGTH_EXCEEDED,
          "the prompt has at least %d tokens; this model's context holds %d"
              .formatted(least, contextLength));
    }
    return vocab.tokenize(text, addSpecial, parseSpecial);
  }
}
