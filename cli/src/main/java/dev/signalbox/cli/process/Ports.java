package dev.signalbox.cli.process;

import dev.signalbox.cli.failure.CommandFailure;
import dev.signalbox.cli.failure.UsageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Ports of this machine. */
public final class Ports {

  private Ports() {}

  /** A port of the loopback address that nobody listens on now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CommandFailure("no free port on the loopback address: " + e.getMessage(), e);
    }
  }

  /** Fails with a line that names the flag if somebody listens there already. */
  public static void requireFree(String host, int port, String flag) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new UsageFailure(
          "--host: " + host + " (expected: an address of this machine, such as 127.0.0.1)", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot listen on %s port %d (%s): stop what uses it (./signalbox down, if it is Signalbox) or choose another by %s"
              .formatted(host, port, e.getMessage(), flag),
          e);
    }
  }
}
