package dev.signalbox.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client on a raw socket: sees every byte, and the way in which a connection ends. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  /** What came back. */
  public record Answer(int status, String head, String body, boolean clean) {
    public @Nullable String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return null;
    }
  }

  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Posts JSON with extra headers, each ended by CR LF. */
  public RawClient post(String path, String json, String extraHeaders) throws IOException {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + extraHeaders
            + "content-length: "
            + length
            + "\r\n\r\n"
            + json);
  }

  public RawClient chat(String members) throws IOException {
    return post("/v1/chat/completions", chatBody(members), "");
  }

  public static String chatBody(String members) {
    return "{\"model\":\"auto\","
        + members
        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  }

  /** Reads up to and with some text. */
  public String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.UTF_8).endsWith(end)) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("ended before \"" + end + "\": " + read);
      }
      read.write(c);
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  /** Reads one response to its end, or to the end of the connection. */
  public Answer read() throws IOException {
    return read(piece -> {});
  }

  /** The same, telling of each piece of a chunked response as it comes. */
  public Answer read(Consumer<String> seen) throws IOException {
    String head = readUntil("\r\n\r\n");
    int status = Integer.parseInt(head.substring(9, 12));
    Answer bare = new Answer(status, head, "", true);
    String length = bare.header("content-length");
    if (length != null) {
      byte[] body = in.readNBytes(Integer.parseInt(length));
      return new Answer(
          status,
          head,
          new String(body, StandardCharsets.UTF_8),
          body.length == Integer.parseInt(length));
    }
    if (!"chunked".equals(bare.header("transfer-encoding"))) {
      return bare;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean clean = chunks(body, seen);
    return new Answer(status, head, body.toString(StandardCharsets.UTF_8), clean);
  }

  /**
   * Reads the rest of a chunked response of which a part of the body was read as it is.
   *
   * @param head its head
   * @return body as it is, marks of its chunks and all
   */
  public Answer rest(String head) throws IOException {
    String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int status = Integer.parseInt(head.substring(9, 12));
    return new Answer(status, head, body, body.endsWith("\r\n0\r\n\r\n"));
  }

  private boolean chunks(ByteArrayOutputStream body, Consumer<String> seen) {
    try {
      while (true) {
        int size = Integer.parseInt(readUntil("\r\n").strip(), 16);
        byte[] piece = in.readNBytes(size);
        body.write(piece);
        seen.accept(new String(piece, StandardCharsets.UTF_8));
        readUntil("\r\n");
        if (size == 0) {
          return true;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Waits for the other side's close. */
  public boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /** Stops reading for good, so that whatever the other side sends piles up. */
  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
