package dev.signalbox.gateway.feedback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time into a folder, among the threads and the processes of a machine. What
 * holds it ends with its process at the latest. Blocks.
 */
final class FolderLock implements Closeable {
  // a file lock belongs to the whole JVM, which may not ask for it twice at once, and which loses
  // it as soon as the file is closed by anybody: its threads need a lock of their own in front
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until it is our turn. To be closed by the same thread.
   *
   * @param folder exists; gets a file {@code .lock}, which stays
   * @throws IOException if there can be no lock
   */
  static FolderLock acquire(Path folder) throws IOException {
    IN_THIS_PROCESS.lock();
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(".lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnersOnly.file(folder));
      channel.lock();
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      try {
        if (channel != null) {
          channel.close();
        }
      } finally {
        IN_THIS_PROCESS.unlock();
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }
}
