package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Passes bytes both ways and looks at none: right about streams, wrong about all else. */
record Tunnel(int upstream) implements WrongGateway.Handler {

  @Override
  public void serve(Socket client) throws IOException {
    client.setTcpNoDelay(true);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      server.setTcpNoDelay(true);
      Thread up = Thread.ofVirtual().start(() -> pump(client, server));
      pump(server, client);
      up.interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      reset(from);
      reset(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Already closed.
    }
  }
}
