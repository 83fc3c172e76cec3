package dev.signalbox.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/2 in clear text that takes what it wants, when it wants. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int GOAWAY = 7;

  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int INITIAL_WINDOW_SIZE = 4;

  private final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();

  /** A frame as it came. */
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean endsStream() {
      return type == DATA && (flags & END_STREAM) != 0;
    }

    /** The code of a RST_STREAM. */
    int resetCode() {
      return ByteBuffer.wrap(payload).getInt();
    }

    /** The code of a GOAWAY. */
    int goAwayCode() {
      return ByteBuffer.wrap(payload).getInt(4);
    }
  }

  /**
   * Connects.
   *
   * @param window bytes of each stream that the gateway may send before it is told that it may send
   *     more
   */
  RawHttp2(int port, int window) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer settings = ByteBuffer.allocate(6).putShort((short) INITIAL_WINDOW_SIZE);
    frame(SETTINGS, 0, 0, settings.putInt(window).array());
  }

  private void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(9 + payload.length);
    bytes.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
    send(bytes.putInt(stream).put(payload).array());
  }

  /** Asks for a chat completion. */
  RawHttp2 chat(int stream, String members) throws IOException, Http2Exception {
    return post(stream, "/v1/chat/completions", RawClient.chatBody(members));
  }

  /** Posts JSON. */
  RawHttp2 post(int stream, String path, String json) throws IOException, Http2Exception {
    ByteBuf headers = Unpooled.buffer();
    encoder.encodeHeaders(
        stream,
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .authority("x")
            .path(path)
            .add("content-type", "application/json"),
        headers);
    frame(HEADERS, END_HEADERS, stream, ByteBufUtil.getBytes(headers));
    frame(DATA, END_STREAM, stream, json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Takes some more bytes of a stream. */
  void take(int stream, int bytes) throws IOException {
    frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  /** Wants no more of a stream. */
  void reset(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(8).array());
  }

  /** The next frame, or null if the connection has ended. */
  @Nullable Frame next() throws IOException {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      return new Frame(type, flags, stream, in.readNBytes(length));
    } catch (EOFException e) {
      return null;
    }
  }

  /** The next frame of one type; those before it are passed over. */
  Frame next(int type) throws IOException {
    Frame frame = next();
    while (frame != null && frame.type() != type) {
      frame = next();
    }
    if (frame == null) {
      throw new AssertionError("the connection ended before a frame of type " + type);
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    socket.close();
  }
}
