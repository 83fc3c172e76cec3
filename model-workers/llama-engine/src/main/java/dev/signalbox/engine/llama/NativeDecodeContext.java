package dev.signalbox.engine.llama;

import dev.signalbox.engine.llama.binding.LlamaException;
import dev.signalbox.engine.llama.binding.NativeContext;
import dev.signalbox.engine.llama.binding.NativeModel;
import dev.signalbox.engine.llama.sampling.TokenChooser;
import dev.signalbox.engine.llama.schedule.Chooser;
import dev.signalbox.engine.llama.schedule.DecodeContext;
import dev.signalbox.worker.api.Sampling;

/** The scheduler's context, by the library. */
final class NativeDecodeContext implements DecodeContext {
  private static final byte[] NO_TEXT = {};

  private final NativeModel model;
  private final NativeContext context;
  private final int cells;
  private final float[] logits;

  NativeDecodeContext(NativeModel model, NativeContext context) {
    this.model = model;
    this.context = context;
    this.cells = context.cellsPerSequence();
    this.logits = new float[model.vocab().size()];
  }

  @Override
  public int slots() {
    return context.sequences();
  }

  @Override
  public int cells() {
    return cells;
  }

  @Override
  public int batchCapacity() {
    return context.batch().capacity();
  }

  @Override
  public int add(int slot, int position, int token, boolean output) {
    if (position >= cells) {
      throw new IllegalStateException(
          "position: %d (expected: below %d)".formatted(position, cells));
    }
    return context.batch().add(slot, position, token, output);
  }

  @Override
  public Result decode() {
    return switch (context.decode()) {
      case DONE -> Result.DONE;
      case ABORTED -> Result.ABORTED;
      case FULL -> throw new LlamaException("a sequence has no cell left");
    };
  }

  @Override
  public void abort(boolean wanted) {
    context.abort(wanted);
  }

  @Override
  public int length(int slot) {
    return context.length(slot);
  }

  @Override
  public boolean truncate(int slot, int length) {
    return context.truncate(slot, length);
  }

  @Override
  public void copy(int source, int target) {
    context.copy(source, target);
  }

  @Override
  public void clear() {
    context.clear();
  }

  @Override
  public Chooser chooser(Sampling sampling, long seed, int[] prompt, int answered, int logprobs) {
    return new TokenChooser(model, context, logits, sampling, seed, prompt, answered, logprobs);
  }

  @Override
  public byte[] text(int token) {
    return model.vocab().isControl(token) ? NO_TEXT : model.vocab().piece(token);
  }

  @Override
  public boolean isEndOfGeneration(int token) {
    return model.vocab().isEndOfGeneration(token);
  }

  @Override
  public void close() {
    context.close();
  }
}
