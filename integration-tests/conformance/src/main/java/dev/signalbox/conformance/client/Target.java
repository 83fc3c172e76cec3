package dev.signalbox.conformance.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The gateway under test.
 *
 * @param host where it listens
 * @param port where it listens
 * @param base path before {@code /chat/completions}, e.g. {@code /v1}
 * @param model what to write in {@code model}
 * @param headers further header lines for each request, e.g. {@code Authorization: Bearer x}
 */
public record Target(String host, int port, String base, String model, List<String> headers) {
  public Target {
    headers = List.copyOf(headers);
  }

  /**
   * A gateway by its URL.
   *
   * @throws IllegalArgumentException unless it is {@code http://host:port[/path]}; the message says
   *     what was expected
   */
  public static Target of(String url, String model, List<String> headers) {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("url: %s (expected: http://host:port/v1)".formatted(url));
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Target(uri.getHost(), port, base.isEmpty() ? "/v1" : base, model, headers);
  }

  /** The first lines of a request, without the blank line that ends them. */
  public String head(String method, String path, String... more) {
    StringBuilder head =
        new StringBuilder("%s %s%s HTTP/1.1\r\n".formatted(method, base, path))
            .append("Host: %s:%d\r\n".formatted(host, port));
    headers.forEach(line -> head.append(line).append("\r\n"));
    for (String line : more) {
      head.append(line).append("\r\n");
    }
    return head.toString();
  }

  /** A whole {@code POST} of a JSON body. */
  public byte[] post(String path, String body, String... more) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        head("POST", path, more)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(bytes.length);
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + bytes.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(bytes, 0, request, start.length, bytes.length);
    return request;
  }
}
