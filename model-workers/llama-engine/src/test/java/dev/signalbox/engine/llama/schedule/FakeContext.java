package dev.signalbox.engine.llama.schedule;

import dev.signalbox.worker.api.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntToDoubleFunction;

/**
 * A context without a library. Its next token is a hash of all tokens of the slot and the seed, so
 * that a mixed-up sequence or a lost cell changes every answer; and its clock moves by what a
 * decode costs, so that time is exact.
 */
final class FakeContext implements DecodeContext {
  static final int VOCABULARY = 997;
  static final int END = 0;

  /** A request with this seed fails at its first draw. */
  static final long BROKEN_SEED = -13;

  /** What one decode held and cost. */
  record Decode(int tokens, List<Integer> slots, double millis) {}

  private final List<List<Integer>> cells = new ArrayList<>();
  private final List<int[]> batch = new ArrayList<>();
  private final List<Long> outputs = new ArrayList<>();
  private final IntToDoubleFunction cost;
  private final int capacity;
  private volatile double clockMillis;
  private volatile boolean abort;
  private volatile boolean failNext;
  private volatile CountDownLatch entered = new CountDownLatch(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean hold;

  final List<Decode> decodes = new CopyOnWriteArrayList<>();
  volatile boolean closed;

  FakeContext(int slots, int capacity, IntToDoubleFunction millisOfTokens) {
    this.capacity = capacity;
    this.cost = millisOfTokens;
    for (int i = 0; i < slots; i++) {
      cells.add(new ArrayList<>());
    }
  }

  long nanoTime() {
    return (long) (clockMillis * 1e6);
  }

  /** Makes decodes wait until they are aborted; the latch opens once one waits. */
  CountDownLatch holdDecodes() {
    entered = new CountDownLatch(1);
    hold = true;
    return entered;
  }

  /** Makes decodes wait until {@link #openGate}. */
  void closeGate() {
    gate = new CountDownLatch(1);
  }

  void openGate() {
    gate.countDown();
  }

  void failNextDecode() {
    failNext = true;
  }

  @Override
  public int slots() {
    return cells.size();
  }

  @Override
  public int cells() {
    return capacity;
  }

  @Override
  public int batchCapacity() {
    return 512;
  }

  @Override
  public int add(int slot, int position, int token, boolean output) {
    long pending = batch.stream().filter(entry -> entry[0] == slot).count();
    if (position != cells.get(slot).size() + pending || position >= capacity) {
      throw new IllegalStateException("slot %d has no place %d".formatted(slot, position));
    }
    batch.add(new int[] {slot, token});
    return batch.size() - 1;
  }

  @Override
  public Result decode() {
    List<int[]> entries = List.copyOf(batch);
    batch.clear();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failNext) {
      failNext = false;
      throw new IllegalStateException("broken on purpose");
    }
    if (hold) {
      entered.countDown();
      while (!abort) {
        Thread.onSpinWait();
      }
      hold = false;
      return Result.ABORTED;
    }
    outputs.clear();
    var slots = new TreeSet<Integer>();
    for (int[] entry : entries) {
      cells.get(entry[0]).add(entry[1]);
      slots.add(entry[0]);
      outputs.add(hash(cells.get(entry[0])));
    }
    double millis = cost.applyAsDouble(entries.size());
    clockMillis = clockMillis + millis;
    decodes.add(new Decode(entries.size(), List.copyOf(slots), millis));
    return Result.DONE;
  }

  private static long hash(List<Integer> tokens) {
    long hash = 1125899906842597L;
    for (int token : tokens) {
      hash = 31 * hash + token;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  @Override
  public void abort(boolean wanted) {
    abort = wanted;
  }

  @Override
  public int length(int slot) {
    return cells.get(slot).size();
  }

  @Override
  public boolean truncate(int slot, int length) {
    List<Integer> tokens = cells.get(slot);
    tokens.subList(Math.min(length, tokens.size()), tokens.size()).clear();
    return true;
  }

  @Override
  public void copy(int source, int target) {
    cells.set(target, new ArrayList<>(cells.get(source)));
  }

  @Override
  public void clear() {
    cells.forEach(List::clear);
  }

  @Override
  public Chooser chooser(Sampling sampling, long seed, int[] prompt, int answered, int logprobs) {
    return new Chooser() {
      @Override
      public Drawn draw(int batchIndex, int position) {
        if (seed == BROKEN_SEED) {
          throw new IllegalStateException("broken on purpose");
        }
        long mixed = (outputs.get(batchIndex) + seed * 7919 + position) * 0x9E3779B97F4A7C15L;
        return new Drawn((int) ((mixed >>> 33) % VOCABULARY), null);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public byte[] text(int token) {
    return ("t" + token + " ").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isEndOfGeneration(int token) {
    return token == END;
  }

  @Override
  public void close() {
    closed = true;
  }
}
