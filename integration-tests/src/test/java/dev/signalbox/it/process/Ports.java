package dev.signalbox.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are yet to start. They lie below those that systems give to sockets that
 * ask for none (from 32768 on Linux, from 49152 elsewhere), so that no connection that is made
 * meanwhile sits on one.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  /** Where a run begins is left to chance, for others may test on the same machine. */
  private static final int START = ThreadLocalRandom.current().nextInt(COUNT);

  private static final AtomicInteger TRIED = new AtomicInteger();

  private Ports() {}

  /** A port on loopback that was free a moment ago; never the same one twice. */
  public static int free() {
    int tried = TRIED.getAndIncrement();
    while (tried < COUNT) {
      int port = FIRST + (START + tried) % COUNT;
      if (isFree(port)) {
        return port;
      }
      tried = TRIED.getAndIncrement();
    }
    throw new IllegalStateException(
        "ports %d to %d: none is left".formatted(FIRST, FIRST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // somebody listens there
    }
  }
}
