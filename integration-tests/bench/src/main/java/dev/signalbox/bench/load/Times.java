package dev.signalbox.bench.load;

import java.util.Arrays;

/** Many times of one kind, in nanoseconds. */
public final class Times {
  private long[] values = new long[4096];
  private int count;
  private boolean sorted;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
    sorted = false;
  }

  public int count() {
    return count;
  }

  /**
   * The time that this share of all stays below.
   *
   * @param share 0..1
   * @return microseconds
   */
  public double micros(double share) {
    if (count == 0) {
      throw new IllegalStateException("no answer was measured");
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    return values[Math.min(count - 1, (int) (share * count))] / 1e3;
  }
}
