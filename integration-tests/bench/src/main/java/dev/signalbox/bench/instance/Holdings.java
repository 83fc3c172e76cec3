package dev.signalbox.bench.instance;

import java.util.List;

/**
 * What an instance holds.
 *
 * @param jvms each process
 * @param underWay answers under way in the gateway
 * @param permits bulkhead permits that are taken
 * @param sequences requests that hold a sequence of an engine or a place in its queue
 */
public record Holdings(List<Memory> jvms, int underWay, int permits, int sequences) {
  public Holdings {
    jvms = List.copyOf(jvms);
  }

  /**
   * One process, after a full collection.
   *
   * @param name for tables
   * @param liveMib objects that live
   * @param residentMib resident memory
   * @param descriptors open file descriptors
   */
  public record Memory(String name, double liveMib, double residentMib, int descriptors) {
    public static Memory of(Jvm jvm) {
      double live = jvm.liveMib();
      return new Memory(jvm.name(), live, jvm.residentMib(), jvm.descriptors());
    }
  }

  /** Whether nothing is under way any more. */
  public boolean isQuiet() {
    return underWay == 0 && permits == 0 && sequences == 0;
  }
}
