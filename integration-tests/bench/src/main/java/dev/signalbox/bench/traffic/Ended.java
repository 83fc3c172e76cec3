package dev.signalbox.bench.traffic;

/** How a request ended for a client that stayed. */
public sealed interface Ended {

  /**
   * With a whole answer.
   *
   * @param said what was said
   * @param expert who said it
   */
  record Whole(Said said, String expert) implements Ended {}

  /**
   * With an error that the contract knows.
   *
   * @param status of HTTP; 200 for an error event in a stream that had begun
   * @param code of the error
   */
  record Refused(int status, String code) implements Ended {
    /** Whether it is no fault of the client. */
    public boolean isForLackOfWorkers() {
      return status >= 502;
    }
  }

  /**
   * With something that the contract does not know.
   *
   * @param what was seen
   */
  record Wrong(String what) implements Ended {}

  /**
   * An answer.
   *
   * @param text all of it
   * @param finish why it ended
   * @param tokens its length as the worker counted
   */
  record Said(String text, String finish, int tokens) {}
}
