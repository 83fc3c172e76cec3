package dev.signalbox.conformance.wrong;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A tunnel whose breaker counts busy answers as failures: after two it refuses everybody. */
record Sulking(Upstream upstream, AtomicInteger busy) implements WrongGateway.Handler {

  @Override
  public void serve(Socket client) throws IOException {
    Plain request = Plain.read(client.getInputStream());
    int status = busy.get() >= 2 ? 503 : upstream.call(request.body()).statusCode();
    if (status == 429) {
      busy.incrementAndGet();
    }
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 %d Sulking\r\nContent-Length: 0\r\n\r\n"
                .formatted(status)
                .getBytes(StandardCharsets.US_ASCII));
  }
}
