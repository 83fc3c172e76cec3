package dev.signalbox.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The clock of a stream that waits in its middle: after so many of its keep-alive comments so much
 * time has passed, and what waits for that may go on.
 */
final class KeepAlives implements Consumer<String> {
  static final String COMMENT = ": keep-alive\n\n";

  private final CompletableFuture<Long> passed = new CompletableFuture<>();
  private int left;
  private boolean begun;

  KeepAlives(int count) {
    this.left = count;
  }

  @Override
  public void accept(String piece) {
    begun |= piece.contains("data: ");
    if (begun && piece.contains(COMMENT) && --left == 0) {
      passed.complete(0L);
    }
  }

  /** Returns when they were seen. */
  void await() throws Exception {
    ScriptedUpstream.await(passed);
  }
}
