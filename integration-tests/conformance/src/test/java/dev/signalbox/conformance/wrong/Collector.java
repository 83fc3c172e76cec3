package dev.signalbox.conformance.wrong;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Collects the whole answer before it sends any of it, keeps only data lines and the fields it
 * knows, makes 500 of every error, and calls every stream whole.
 */
record Collector(Upstream upstream) implements WrongGateway.Handler {

  @Override
  public void serve(Socket client) throws IOException {
    Plain request = Plain.read(client.getInputStream());
    HttpResponse<InputStream> answer = upstream.call(request.body());
    String body = collected(answer.body());
    if (request.streams() && answer.statusCode() == 200) {
      body =
          body.lines()
                  .filter(line -> line.startsWith("data: {") && !line.contains("\"error\""))
                  .map(line -> reencoded(line) + "\n\n")
                  .collect(Collectors.joining())
              + "data: [DONE]\n\n";
    }
    int status = answer.statusCode() == 200 ? 200 : 500;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Whatever\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                status,
                request.streams() && status == 200 ? "text/event-stream" : "application/json",
                bytes.length);
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(bytes);
  }

  private static String reencoded(String line) {
    return line.replace("\"choices\":[],", "").replaceAll("\"x_odd\":\\{[^}]*},", "");
  }

  private static String collected(InputStream in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException e) {
      // The upstream died; what is here is called the answer.
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
