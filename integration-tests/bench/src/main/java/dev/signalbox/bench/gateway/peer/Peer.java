package dev.signalbox.bench.gateway.peer;

import dev.signalbox.bench.http.ChatRequest;
import dev.signalbox.bench.process.ProcessTree;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that runs, alone on its core.
 *
 * @param name for the table
 * @param process its root
 * @param port where it serves
 * @param model as requests write it
 * @param key what clients authorise themselves by; null for nothing
 * @param startMillis from the start of the process to the first answer through it
 * @param idleMib resident memory 3 s later
 */
public record Peer(
    String name,
    Process process,
    int port,
    String model,
    @Nullable String key,
    double startMillis,
    double idleMib)
    implements AutoCloseable {

  /** Its processes. */
  public ProcessTree tree() {
    return new ProcessTree(process.pid());
  }

  /** A request to it, head and body. */
  public byte[] request(boolean stream, int textLength) {
    return new ChatRequest(model, key, stream, textLength).bytes();
  }

  @Override
  public void close() {
    Launch.end(process);
  }
}
