package dev.signalbox.conformance.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One script being played to one call. */
final class Performance {
  private final Socket socket;
  private final OutputStream out;
  private final Call call;
  private final CountDownLatch left = new CountDownLatch(1);
  private volatile boolean over;

  Performance(Socket socket, OutputStream out, Call call) {
    this.socket = socket;
    this.out = out;
    this.call = call;
  }

  void run(Script script) {
    try {
      for (Step step : script.steps()) {
        if (left.getCount() == 0) {
          return;
        }
        play(step);
      }
    } catch (IOException e) {
      call.abandonedNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over = true;
    }
  }

  /** The gateway closed its side: noted if the script had more to say. */
  void otherSideLeft() {
    if (!over) {
      call.abandonedNow();
    }
    left.countDown();
  }

  private void play(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Raw raw -> write(raw.bytes());
      case Step.Chunk chunk -> write(framed(chunk.bytes()));
      case Step.Pause pause -> left.await(pause.length().toNanos(), TimeUnit.NANOSECONDS);
      case Step.Hang _ -> left.await();
      case Step.Reset _ -> {
        over = true;
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case Step.Close _ -> {
        over = true;
        socket.close();
      }
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    call.wrote(bytes.length);
  }

  private static byte[] framed(byte[] bytes) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
    chunk.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(bytes);
    chunk.writeBytes(new byte[] {'\r', '\n'});
    return chunk.toByteArray();
  }
}
