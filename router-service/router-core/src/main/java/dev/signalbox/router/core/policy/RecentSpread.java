package dev.signalbox.router.core.policy;

import java.util.function.DoubleUnaryOperator;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.DoublesSketchSortedView;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * How the numbers seen of late are spread, by KLL sketches (rank error about 1.3%). Two generations
 * are kept, so that old ones are forgotten after {@value #GENERATION} to twice as many. For one
 * thread at a time.
 */
final class RecentSpread {
  private static final int GENERATION = 50_000;

  private KllDoublesSketch current = KllDoublesSketch.newHeapInstance();
  private KllDoublesSketch previous = KllDoublesSketch.newHeapInstance();

  private long noted;

  void add(double value) {
    noted++;
    if (current.getN() >= GENERATION) {
      previous = current;
      current = KllDoublesSketch.newHeapInstance();
    }
    current.update(value);
  }

  /** How many numbers were ever added. */
  long noted() {
    return noted;
  }

  /** How many numbers it speaks of. */
  long seen() {
    return current.getN() + previous.getN();
  }

  /**
   * Share 0..1 to the number that this share does not exceed, as of now; there must be some. For
   * any number of threads.
   */
  DoubleUnaryOperator quantiles() {
    KllDoublesSketch both = KllDoublesSketch.newHeapInstance();
    both.merge(current);
    both.merge(previous);
    // a sketch sorts itself when it is first asked, which only one thread may do
    DoublesSketchSortedView sorted = both.getSortedView();
    return share -> sorted.getQuantile(share, QuantileSearchCriteria.INCLUSIVE);
  }
}
