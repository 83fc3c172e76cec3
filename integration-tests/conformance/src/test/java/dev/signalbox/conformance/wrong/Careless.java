package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes each read for whole events, decodes it by itself, keeps only what starts with {@code data:
 * } and has at most 8 KiB, and shares one buffer among all streams.
 */
record Careless(Upstream upstream, AtomicReference<String> shared) implements WrongGateway.Handler {

  @Override
  public void serve(Socket client) throws IOException {
    Plain request = Plain.read(client.getInputStream());
    OutputStream out = client.getOutputStream();
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    InputStream in = upstream.call(request.body()).body();
    byte[] buffer = new byte[8 << 10];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      shared.set(new String(buffer, 0, count, StandardCharsets.UTF_8));
      Thread.yield();
      for (String event : shared.get().split("\n\n")) {
        if (event.startsWith("data: ") && !event.substring(1).contains("\ndata")) {
          out.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
          out.flush();
        }
      }
    }
  }
}
