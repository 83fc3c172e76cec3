package dev.signalbox.conformance.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads one HTTP/1.1 answer, noting when each part came. */
final class AnswerReader {
  private final Socket socket;
  private final InputStream in;
  private final long deadline;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<Answer.Arrival> arrivals = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private int wanted = Integer.MAX_VALUE;

  AnswerReader(Socket socket, InputStream in, long deadline) {
    this.socket = socket;
    this.in = in;
    this.deadline = deadline;
  }

  /**
   * @param events data events after which reading stops with {@link Ending#WAITING}
   */
  Answer read(int events) {
    wanted = events;
    Ending ending;
    try {
      head();
      ending = body() ? Ending.CLEAN : Ending.WAITING;
    } catch (SocketTimeoutException e) {
      ending = Ending.WAITING;
    } catch (IOException | NumberFormatException e) {
      ending = Ending.CUT;
    }
    return seen(ending);
  }

  private Answer seen(Ending ending) {
    return new Answer(status, headers, body.toByteArray(), arrivals, ending);
  }

  private void head() throws IOException {
    do {
      headers.clear();
      String[] first = line().split(" ", 3);
      status = first.length > 1 ? Integer.parseInt(first[1]) : 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = Math.max(line.indexOf(':'), 0);
        headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
    } while (status == 100);
  }

  /** Whether the body was read to its end; false once enough events have come. */
  private boolean body() throws IOException {
    Answer head = seen(Ending.WAITING);
    if (head.header("transfer-encoding").orElse("").contains("chunked")) {
      return chunks();
    }
    if (head.header("content-length").isPresent()) {
      return part(Long.parseLong(head.header("content-length").get()), true);
    }
    return status == 204 || status == 304 || part(Long.MAX_VALUE, false);
  }

  private boolean chunks() throws IOException {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      if (!part(size, true)) {
        return false;
      }
      line();
    }
    while (!line().isEmpty()) {
      // Trailers mean nothing here.
    }
    return true;
  }

  private long chunkSize() throws IOException {
    return Long.parseLong(line().split(";", 2)[0].strip(), 16);
  }

  private boolean part(long length, boolean promised) throws IOException {
    byte[] buffer = new byte[16 << 10];
    for (long left = length; left > 0; ) {
      patience();
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        if (promised) {
          throw new EOFException("%d bytes missing".formatted(left));
        }
        return true;
      }
      left -= count;
      body.write(buffer, 0, count);
      arrivals.add(new Answer.Arrival(body.size(), System.nanoTime()));
      if (wanted < Integer.MAX_VALUE && enough()) {
        return false;
      }
    }
    return true;
  }

  private boolean enough() {
    return seen(Ending.WAITING).events().stream().filter(e -> !e.isComment()).count() >= wanted;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      patience();
      int b = in.read();
      if (b < 0) {
        throw new EOFException("closed in the middle of a line");
      }
      if (b == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
  }

  private void patience() throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("patience is over");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
  }
}
