package dev.signalbox.conformance.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to the gateway: write bytes, read answers, leave when you like. */
public final class Exchange implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;

  private final Socket socket;
  private final InputStream in;

  private Exchange(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
  }

  /** Connects. */
  public static Exchange open(Target target) throws IOException {
    return open(target, 0);
  }

  /**
   * Connects.
   *
   * @param receiveBuffer bytes that the kernel keeps for a client that does not read; 0 for its
   *     default
   */
  public static Exchange open(Target target, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
    return new Exchange(socket);
  }

  public Exchange send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public Exchange send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads one answer to its end, or for as long as {@code patience} lasts. */
  public Answer answer(Duration patience) {
    return read(patience, Integer.MAX_VALUE);
  }

  /**
   * Reads one answer until {@code events} data events have come, it ends, or {@code patience} is
   * over.
   */
  public Answer events(int events, Duration patience) {
    return read(patience, events);
  }

  /**
   * Reads the head of an interim answer.
   *
   * @return its status; 0 if none comes within {@code patience}
   */
  public int interim(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    StringBuilder head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        int b = in.read();
        if (b < 0) {
          return 0;
        }
        head.append((char) b);
      }
    } catch (SocketTimeoutException e) {
      return 0;
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Leaves as a client that was killed: the connection is reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Leaves as a client that closes. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer read(Duration patience, int events) {
    AnswerReader reader = new AnswerReader(socket, in, System.nanoTime() + patience.toNanos());
    return reader.read(events);
  }
}
