package dev.signalbox.gateway.feedback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;

/**
 * Where ratings are kept, a folder for each tenant: {@code ratings.jsonl} without content, and
 * {@code labels.jsonl} with the prompts of tenants that keep them, as {@code train --labels} reads
 * it. Both are made for their owner alone. A line is on the disk when it is said to be kept. A file
 * that is full becomes {@code NAME.old} in the place of the one before, so that a tenant's ratings
 * are bounded. Safe for use by many threads, and by several gateways over one folder; blocks, also
 * while another one writes.
 */
public final class RatingStore {
  private final Path folder;
  private final long longestFile;
  private final InstantSource clock;

  /**
   * @param folder holds the tenants' folders; made when needed
   * @param longestFile bytes of one file
   */
  public RatingStore(Path folder, long longestFile, InstantSource clock) {
    this.folder = folder;
    this.longestFile = longestFile;
    this.clock = clock;
  }

  /**
   * Keeps a rating.
   *
   * @param tiers the tiers that the expert fills
   * @return whether there is something to train on
   * @throws IOException if it could not be kept
   */
  public boolean keep(Answered answered, Rating rating, Collection<String> tiers)
      throws IOException {
    Path own = folder.resolve(answered.tenant());
    Files.createDirectories(own, OwnersOnly.folder(folder));
    byte[] label = RatingLines.label(answered, rating, tiers);
    try (FolderLock lock = FolderLock.acquire(own)) {
      append(own.resolve("ratings.jsonl"), RatingLines.rating(answered, rating, clock.instant()));
      if (label != null) {
        append(own.resolve("labels.jsonl"), label);
      }
    }
    return label != null;
  }

  /** Size, place and end of a file are those it has now: whoever holds the lock writes alone. */
  private void append(Path file, byte[] line) throws IOException {
    if (Files.exists(file) && Files.size(file) + line.length > longestFile) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OwnersOnly.file(folder))) {
      long end = endOfWholeLines(channel);
      channel.truncate(end).position(end);
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A line that a crash cut short was never acknowledged, and would spoil the next one. */
  private static long endOfWholeLines(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      channel.read(last.clear(), end - 1);
      if (last.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }
}
