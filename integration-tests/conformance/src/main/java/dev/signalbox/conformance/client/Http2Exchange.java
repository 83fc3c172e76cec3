package dev.signalbox.conformance.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One request over HTTP/2 without TLS, by prior knowledge (RFC 9113, section 3.3): as much of the
 * protocol as it takes to see what comes and how it ends. Of the answer's head only the status is
 * read, and only if it is one of HPACK's static table (RFC 7541, appendix A), as 200 always is.
 */
public final class Http2Exchange implements AutoCloseable {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int LONGEST_FRAME = 16_384;
  private static final int STREAM = 1;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;
  private static final int[] STATIC_STATUSES = {200, 204, 206, 304, 400, 404, 500};
  private static final int FIRST_STATIC_STATUS = 8;

  private final Socket socket;
  private final DataInputStream in;
  private final Target target;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Answer.Arrival> arrivals = new ArrayList<>();
  private int status;

  private Http2Exchange(Socket socket, Target target) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.target = target;
  }

  /** Connects and says that it speaks HTTP/2. */
  public static Http2Exchange open(Target target) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
    Http2Exchange exchange = new Http2Exchange(socket, target);
    socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    exchange.send(SETTINGS, 0, 0, new byte[0]);
    return exchange;
  }

  /** Sends a JSON body to a path below the gateway's base. */
  public Http2Exchange post(String path, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    field(head, ":method", "POST");
    field(head, ":scheme", "http");
    field(head, ":path", target.base() + path);
    field(head, ":authority", target.host() + ":" + target.port());
    field(head, "content-type", "application/json");
    field(head, "content-length", Integer.toString(bytes.length));
    for (String line : target.headers()) {
      String[] parts = line.split(":", 2);
      field(head, parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    send(HEADERS, END_HEADERS, STREAM, head.toByteArray());
    send(DATA, END_STREAM, STREAM, bytes);
    return this;
  }

  /**
   * Reads to the end of the answer. {@link Ending#CLEAN} is END_STREAM, {@link Ending#CUT} is
   * RST_STREAM or the end of the connection.
   *
   * @throws IOException if the other side speaks no HTTP/2
   */
  public Answer answer(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Ending ending;
    try {
      ending = read(deadline);
    } catch (SocketTimeoutException e) {
      ending = Ending.WAITING;
    } catch (EOFException e) {
      ending = Ending.CUT;
    }
    return new Answer(status, List.of(), body.toByteArray(), arrivals, ending);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Ending read(long deadline) throws IOException {
    boolean greeted = false;
    while (true) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Ending.WAITING;
      }
      socket.setSoTimeout((int) left);
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt() & Integer.MAX_VALUE;
      if (length > LONGEST_FRAME || !greeted && type != SETTINGS) {
        throw new IOException("no HTTP/2: the first frame is no SETTINGS");
      }
      greeted = true;
      byte[] payload = in.readNBytes(length);
      if (payload.length < length) {
        return Ending.CUT;
      }
      control(type, flags, payload);
      if (type == GO_AWAY || stream == STREAM && type == RST_STREAM) {
        return Ending.CUT;
      }
      if (stream == STREAM && take(type, flags, payload)) {
        return Ending.CLEAN;
      }
    }
  }

  /** Answers frames about the connection. */
  private void control(int type, int flags, byte[] payload) throws IOException {
    if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
      send(type, ACK, 0, type == PING ? payload : new byte[0]);
    }
  }

  /** Takes a frame of the stream; whether it was the last. */
  private boolean take(int type, int flags, byte[] payload) {
    if (type != HEADERS && type != DATA) {
      return false;
    }
    boolean padded = (flags & PADDED) != 0;
    int start = (padded ? 1 : 0) + (type == HEADERS && (flags & PRIORITY) != 0 ? 5 : 0);
    int end = payload.length - (padded ? payload[0] & 0xFF : 0);
    if (type == HEADERS) {
      status = status == 0 ? staticStatus(payload, start) : status;
    } else if (end > start) {
      body.write(payload, start, end - start);
      arrivals.add(new Answer.Arrival(body.size(), System.nanoTime()));
    }
    return (flags & END_STREAM) != 0;
  }

  private static int staticStatus(byte[] block, int start) {
    int at = start;
    while (at < block.length && (block[at] & 0xE0) == 0x20) {
      at++; // a change of the table's size
    }
    int index = at < block.length ? (block[at] & 0xFF) - 0x80 - FIRST_STATIC_STATUS : -1;
    return index >= 0 && index < STATIC_STATUSES.length ? STATIC_STATUSES[index] : 0;
  }

  /** A literal field that is not to be remembered (RFC 7541, section 6.2.2). */
  private static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length > 126) {
      throw new IllegalArgumentException(
          "header of %d bytes (expected: at most 126 over HTTP/2)".formatted(bytes.length));
    }
    block.write(bytes.length);
    block.writeBytes(bytes);
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
  }
}
