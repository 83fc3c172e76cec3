package dev.signalbox.cli.terminal;

import dev.signalbox.store.fetch.PullProgress;
import dev.signalbox.store.manifest.Artifact;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows pulls: a bar on a terminal, else a line at the beginning and the end of each. */
public final class PullReport implements PullProgress, AutoCloseable {
  private static final long MEGABYTE = 1 << 20;

  private final Narrator narrator;
  private final boolean terminal;
  private @Nullable Artifact current;
  private @Nullable ProgressBar bar;
  private long begun;

  PullReport(Narrator narrator, boolean terminal) {
    this.narrator = narrator;
    this.terminal = terminal;
  }

  @Override
  public void received(Artifact artifact, long bytes) {
    if (!artifact.equals(current)) {
      begin(artifact);
    }
    if (bar != null) {
      bar.stepTo(bytes / MEGABYTE);
    }
    if (bytes == artifact.bytes()) {
      end(artifact);
    }
  }

  @Override
  public void note(String line) {
    narrator.say(line);
  }

  private void begin(Artifact artifact) {
    close();
    current = artifact;
    begun = System.nanoTime();
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(artifact.id())
              .setInitialMax(artifact.bytes() / MEGABYTE)
              .setUnit(" MB", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    } else {
      narrator.say("pulling %s (%d MB)".formatted(artifact.title(), artifact.bytes() / MEGABYTE));
    }
  }

  private void end(Artifact artifact) {
    close();
    narrator.detail(
        "%s is here after %s"
            .formatted(
                artifact.id(), Narrator.seconds(Duration.ofNanos(System.nanoTime() - begun))));
    begun = System.nanoTime();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
