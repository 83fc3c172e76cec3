package dev.signalbox.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An upstream on a raw socket whose every byte the test writes. Each request is answered by the
 * script in force; what came in is kept.
 */
public final class ScriptedUpstream implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile Script script = Call::plainAnswer;

  /** What the upstream does with one request. */
  public interface Script {
    void answer(Call call) throws Exception;
  }

  /** A request as it came in. */
  public record Received(String head, String body) {
    /** The value of a header, or null. */
    public @org.jspecify.annotations.Nullable String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return null;
    }
  }

  public ScriptedUpstream() {
    try {
      server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public ScriptedUpstream script(Script next) {
    script = next;
    return this;
  }

  /** The next request that came in. */
  public Received next() throws InterruptedException {
    Received next = received.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request reached the upstream");
    }
    return next;
  }

  /** Requests that came in and were not looked at. */
  public int pending() {
    return received.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Received request = read(in);
        if (request == null) {
          return;
        }
        received.add(request);
        Call call = new Call(socket, in, request);
        script.answer(call);
        if (call.over) {
          return;
        }
      }
    } catch (Exception e) {
      // the other side went away, which is what some tests are about
    }
  }

  private static @org.jspecify.annotations.Nullable Received read(InputStream in)
      throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        return null;
      }
      head.write(c);
    }
    Received bare = new Received(head.toString(StandardCharsets.ISO_8859_1), "");
    String length = bare.header("content-length");
    byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new Received(bare.head(), new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One request under way. */
  public static final class Call {
    /** A chat completion in full. */
    public static final String ANSWER =
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}\
        """;

    private final Socket socket;
    private final InputStream in;
    private final Received request;
    private final OutputStream out;
    private boolean over;

    Call(Socket socket, InputStream in, Received request) throws IOException {
      this.socket = socket;
      this.in = in;
      this.request = request;
      this.out = socket.getOutputStream();
    }

    public Received request() {
      return request;
    }

    /** Writes bytes as they are. */
    public Call write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return this;
    }

    /** A response of known length. */
    public Call respond(int status, String type, String extraHeaders, String body)
        throws IOException {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      return write(
          "HTTP/1.1 "
              + status
              + " X\r\ncontent-type: "
              + type
              + "\r\n"
              + extraHeaders
              + "content-length: "
              + length
              + "\r\n\r\n"
              + body);
    }

    public void plainAnswer() throws IOException {
      respond(200, "application/json", "", ANSWER);
    }

    /** The head of a stream. */
    public Call startStream() throws IOException {
      return write(
          "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
              + "transfer-encoding: chunked\r\n\r\n");
    }

    /** A piece of a stream. */
    public Call chunk(String text) throws IOException {
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      return write(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    /** An event with one token. */
    public Call token(String text) throws IOException {
      return chunk(event(text, "null"));
    }

    /** The clean end of the transport. */
    public void endStream() throws IOException {
      write("0\r\n\r\n");
    }

    /** Closes with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
      over = true;
    }

    /** Closes in order, in the middle of whatever was being said. */
    public void hangUp() throws IOException {
      socket.close();
      over = true;
    }

    /** Waits until the other side closes, in order or with a reset. */
    public void awaitClose(CompletableFuture<Long> closedAt) {
      over = true;
      int c;
      try {
        c = in.read();
      } catch (IOException reset) {
        c = -1;
      }
      if (c < 0) {
        closedAt.complete(System.nanoTime());
      } else {
        closedAt.completeExceptionally(new IOException("got a byte rather than the end"));
      }
    }

    /** The event of one token. */
    public static String event(String text, String finish) {
      return "data:"
          + " {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
          + text
          + "\"},\"finish_reason\":"
          + finish
          + "}]}\n\n";
    }

    /** The usage chunk. */
    public static String usage() {
      return "data:"
          + " {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7,\"prompt_tokens_details\":{\"cached_tokens\":3}}}\n\n";
    }
  }

  /** Gets a future's value, or fails the test after some seconds. */
  public static <T> T await(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(5, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("it did not happen within 5 s", e);
    }
  }
}
