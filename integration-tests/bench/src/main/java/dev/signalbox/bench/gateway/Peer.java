package dev.signalbox.bench.gateway;

import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.process.ProcessTree;

/**
 * A gateway that runs, alone on its core.
 *
 * @param name for the table
 * @param process its root
 * @param port where it serves
 * @param model as requests write it
 * @param startMillis from the start of the process to the first answer through it
 * @param idleMib resident memory 3 s later
 */
record Peer(
    String name, Process process, int port, String model, double startMillis, double idleMib)
    implements AutoCloseable {

  ProcessTree tree() {
    return new ProcessTree(process.pid());
  }

  byte[] request(boolean stream, int textLength) {
    return new ChatRequest(model, stream, textLength).bytes();
  }

  @Override
  public void close() {
    Launch.end(process);
  }
}
