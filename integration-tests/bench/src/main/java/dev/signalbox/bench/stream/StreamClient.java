package dev.signalbox.bench.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Posts a request and reads its event stream to the end. A connection an answer, so that nothing is
 * shared; lines are searched and not parsed, so that the client takes no time from the server.
 */
public final class StreamClient {
  private static final Pattern TEXT =
      Pattern.compile("\"(?:content|text)\":\"((?:[^\"\\\\]|\\\\.)+)\"");
  private static final Pattern PROMPT = count("prompt_tokens");
  private static final Pattern CACHED = count("cached_tokens");
  private static final Pattern COMPLETION = count("completion_tokens");

  private final int port;

  /**
   * @param port of the server on loopback
   */
  public StreamClient(int port) {
    this.port = port;
  }

  /**
   * @param path of the endpoint
   * @param json a request with {@code stream} and {@code stream_options.include_usage}
   * @throws IllegalStateException if the answer is no whole stream; the message has its beginning
   */
  public StreamedAnswer post(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nhost: 127.0.0.1:%d\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            .formatted(path, port, body.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      long start = System.nanoTime();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      return read(
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
          start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StreamedAnswer read(BufferedReader lines, long start) throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder beginning = new StringBuilder();
    long first = 0;
    String usage = "";
    boolean whole = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (beginning.length() < 500) {
        beginning.append(line).append(' ');
      }
      whole |= line.startsWith("data: [DONE]");
      if (line.startsWith("data: {")) {
        Matcher found = TEXT.matcher(line);
        if (found.find()) {
          first = first == 0 ? System.nanoTime() - start : first;
          text.append(found.group(1));
        }
        usage = line.contains("\"completion_tokens\"") ? line : usage;
      }
    }
    if (!whole || first == 0) {
      throw new IllegalStateException("the answer is no whole stream: " + beginning);
    }
    return new StreamedAnswer(
        first,
        number(PROMPT, usage),
        number(CACHED, usage),
        number(COMPLETION, usage),
        text.toString());
  }

  private static Pattern count(String name) {
    return Pattern.compile("\"" + name + "\":(\\d+)");
  }

  private static int number(Pattern pattern, String line) {
    Matcher found = pattern.matcher(line);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }
}
