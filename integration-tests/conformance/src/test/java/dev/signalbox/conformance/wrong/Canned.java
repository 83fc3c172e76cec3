package dev.signalbox.conformance.wrong;

import dev.signalbox.conformance.upstream.Json;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks no upstream: every request gets the same answer, usage that nobody asked for included. */
record Canned() implements WrongGateway.Handler {

  @Override
  public void serve(Socket client) throws IOException {
    Plain request = Plain.read(client.getInputStream());
    String body =
        request.streams()
            ? "data: %s\n\ndata: %s\n\ndata: %s\n\ndata: [DONE]\n\n"
                .formatted(Json.delta(0, "a"), Json.finish(0, "stop"), Json.usage(7))
            : "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"canned\"}}]}";
    String type = request.streams() ? "text/event-stream" : "application/json";
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(type, body.length(), body);
    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
