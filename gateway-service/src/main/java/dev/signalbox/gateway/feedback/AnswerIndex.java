package dev.signalbox.gateway.feedback;

/**
 * Finds the numbers of answers by what stands for their tenants and ids: the newest of each hash,
 * and behind each one the one before it. Answers are numbered in their order, and the oldest is
 * forgotten first: the first in such a row that was forgotten ends it, since all behind it are
 * older, and nothing is ever taken out. It has one size, whatever comes. Not safe for use by many
 * threads.
 */
final class AnswerIndex {
  private final long[] newest;
  private final long[] before;

  /**
   * @param most answers that are remembered at once, 1 to 2^30
   */
  AnswerIndex(int most) {
    this.newest = new long[Integer.highestOneBit(2 * most - 1)]; // rows of one or two answers
    this.before = new long[most];
  }

  /**
   * Another answer has come.
   *
   * @param number one more than that of the last one; the first is 1
   */
  void add(long number, String tenant, AnswerId id) {
    int place = place(tenant, id);
    before[(int) (number % before.length)] = newest[place];
    newest[place] = number;
  }

  /** The newest answer that may be this one; 0 if there was none. */
  long newest(String tenant, AnswerId id) {
    return newest[place(tenant, id)];
  }

  /**
   * The next older answer that may be the same.
   *
   * @param number of one that is not forgotten
   * @return 0 if there was none
   */
  long before(long number) {
    return before[(int) (number % before.length)];
  }

  private int place(String tenant, AnswerId id) {
    int hash = 31 * id.hashCode() + tenant.hashCode();
    return (hash ^ hash >>> 16) & newest.length - 1;
  }
}
