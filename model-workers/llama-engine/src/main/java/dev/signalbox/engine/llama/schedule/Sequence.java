package dev.signalbox.engine.llama.schedule;

import dev.signalbox.engine.llama.text.AnswerText;
import dev.signalbox.worker.api.GenerationRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a request: its tokens so far, how many of them are in its slot, and what it takes
 * to write the next one. For the scheduler's thread.
 */
final class Sequence {
  /** Bytes of a character, and so the tokens that one can be spread over. */
  private static final int LONGEST_CHARACTER = 4;

  private final Job job;
  private final int choice;
  private final AnswerText text;
  private int[] tokens;
  private int length;
  private int fed;
  private @Nullable Chooser chooser;

  Sequence(Job job, int choice) {
    this.job = job;
    this.choice = choice;
    GenerationRequest request = job.request();
    this.text = new AnswerText(request.stop());
    this.tokens = request.prompt().clone();
    this.length = tokens.length;
  }

  Job job() {
    return job;
  }

  int choice() {
    return choice;
  }

  AnswerText text() {
    return text;
  }

  /**
   * Brings the text to where the prompt ends: a character that its last tokens leave open, and of
   * an answer begun elsewhere what may become a stop text. What comes of it was written already.
   */
  void takeUpText(DecodeContext context) {
    int answer = job.request().answered();
    int from = length - answer;
    for (int i = Math.max(0, from - LONGEST_CHARACTER); i < from; i++) {
      text.follow(context.text(tokens[i]));
    }
    for (int i = from; i < length && text.stopText() == null; i++) {
      text.add(context.text(tokens[i]));
    }
  }

  /** Number of tokens, prompt and answer. */
  int length() {
    return length;
  }

  int token(int position) {
    return tokens[position];
  }

  /** Tokens of the answer so far. */
  int answered() {
    return length - job.request().prompt().length;
  }

  /** Tokens that the slot holds. */
  int fed() {
    return fed;
  }

  void fed(int count) {
    fed = count;
  }

  /** Tokens that must be fed before the next can be drawn. */
  int unfed() {
    return length - fed;
  }

  /** Whether its prompt is still being read. */
  boolean reading() {
    return answered() == 0;
  }

  void append(int token) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, length + Math.max(64, length / 2));
    }
    tokens[length++] = token;
  }

  /** Its first tokens, as the slot keeps them. */
  int[] heldTokens() {
    return Arrays.copyOf(tokens, fed);
  }

  /** Number of leading tokens that two token lists share. */
  int commonPrefix(int[] other, int otherLength) {
    int most = Math.min(length, otherLength);
    int mismatch = Arrays.mismatch(tokens, 0, most, other, 0, most);
    return mismatch < 0 ? most : mismatch;
  }

  int commonPrefix(Sequence other) {
    return commonPrefix(other.tokens, other.fed);
  }

  Chooser chooser(DecodeContext context) {
    if (chooser == null) {
      GenerationRequest request = job.request();
      chooser =
          context.chooser(
              request.sampling(),
              request.sampling().seed() + choice,
              request.prompt(),
              request.answered(),
              request.logprobs());
    }
    return chooser;
  }

  /** Frees what draws its tokens. Idempotent. */
  void release() {
    if (chooser != null) {
      chooser.close();
      chooser = null;
    }
  }
}
