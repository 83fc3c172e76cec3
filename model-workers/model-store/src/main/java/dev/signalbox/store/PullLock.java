package dev.signalbox.store;

import dev.signalbox.store.fetch.PullProgress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets one pull of an artifact run at a time, among the threads and the processes of a machine. */
final class PullLock implements Closeable {
  // A file lock belongs to the whole JVM: its threads need a lock of their own in front of it.
  private static final Map<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore own;
  private final FileChannel channel;

  private PullLock(Semaphore own, FileChannel channel) {
    this.own = own;
    this.channel = channel;
  }

  /** Waits until it is our turn, and says so if that is not at once. */
  static PullLock acquire(Path file, String what, PullProgress progress)
      throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    Semaphore own = IN_THIS_PROCESS.computeIfAbsent(file, any -> new Semaphore(1));
    own.acquire();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        progress.note("waiting for another process that pulls " + what);
        lock = channel.lock();
      }
      return new PullLock(own, channel);
    } catch (IOException | RuntimeException e) {
      own.release();
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      own.release();
    }
  }
}
