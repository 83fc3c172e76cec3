package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A gateway on loopback that gives each connection to one deliberately wrong handler. */
public final class WrongGateway implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());

  /** Serves one connection; the socket is closed when it returns. */
  public interface Handler {
    void serve(Socket client) throws IOException;
  }

  public WrongGateway(Handler handler) throws IOException {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket client = listener.accept();
              Thread.ofVirtual().start(() -> serve(client, handler));
            }
          } catch (IOException e) {
            // Closed.
          }
        });
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private static void serve(Socket client, Handler handler) {
    try (client) {
      handler.serve(client);
    } catch (IOException e) {
      // Either side left.
    }
  }
}
