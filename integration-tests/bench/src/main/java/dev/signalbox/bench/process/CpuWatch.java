package dev.signalbox.bench.process;

/**
 * CPU time from now on: of a watched process tree, and of everybody who is neither it nor this
 * process. Where the others use much, latencies of the same minutes are worth little.
 */
public final class CpuWatch {
  private final ProcessTree watched;
  private final double before;
  private final double ownBefore;
  private final double machineBefore;
  private final long start = System.nanoTime();

  public CpuWatch(ProcessTree watched) {
    this.watched = watched;
    before = watched.cpuMicros();
    ownBefore = own();
    machineBefore = ProcessTree.machineCpuMicros();
  }

  /** Microseconds of the watched tree. */
  public double micros() {
    return watched.cpuMicros() - before;
  }

  /** Cores that others kept busy. */
  public double foreignCores() {
    double ours = micros() + own() - ownBefore;
    double others = ProcessTree.machineCpuMicros() - machineBefore - ours;
    return Math.max(0, others * 1000 / (System.nanoTime() - start));
  }

  private static double own() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(duration -> duration.toNanos() / 1e3)
        .orElse(0.0);
  }
}
