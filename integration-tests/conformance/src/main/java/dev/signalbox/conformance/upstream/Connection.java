package dev.signalbox.conformance.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One connection from the gateway. While a script runs, the reading side is watched: bytes there
 * are the next request, an end is a gateway that gave up.
 */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final Function<Call, Script> play;

  Connection(Socket socket, Function<Call, Script> play) {
    this.socket = socket;
    this.play = play;
  }

  /** Serves calls until either side closes. */
  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      PushbackInputStream in =
          new PushbackInputStream(new BufferedInputStream(socket.getInputStream(), 64 << 10), 1);
      OutputStream out = socket.getOutputStream();
      for (Optional<Call> call = read(in, out); call.isPresent(); call = read(in, out)) {
        answer(call.get(), in, out);
      }
    } catch (IOException | InterruptedException e) {
      // The gateway closed or broke the connection, or the upstream is being stopped.
    }
  }

  private void answer(Call call, PushbackInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    Script script = play.apply(call);
    Performance performance = new Performance(socket, out, call);
    Thread actor = Thread.ofVirtual().start(() -> performance.run(script));
    try {
      int next = in.read();
      if (next < 0) {
        performance.otherSideLeft();
        actor.join();
        throw new EOFException("closed by the gateway");
      }
      in.unread(next);
    } catch (IOException e) {
      performance.otherSideLeft();
      throw e;
    }
    actor.join();
  }

  private static Optional<Call> read(InputStream in, OutputStream out) throws IOException {
    try {
      return request(in, out);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IOException("a length that cannot be read", e);
    }
  }

  private static Optional<Call> request(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    long length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(colon, 0));
      String value = line.substring(colon + 1).strip();
      headers.add(Map.entry(name, value));
      switch (name.toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Long.parseLong(value);
        case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
        case "expect" -> {
          out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          out.flush();
        }
        default -> {}
      }
    }
    byte[] body = chunked ? chunks(in) : in.readNBytes(Math.toIntExact(length));
    String[] parts = first.split(" ", 3);
    return Optional.of(new Call(parts[0], parts.length > 1 ? parts[1] : "", headers, body));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
