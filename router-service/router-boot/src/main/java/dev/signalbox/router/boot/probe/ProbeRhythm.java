package dev.signalbox.router.boot.probe;

import dev.signalbox.router.api.RouterView.ReplicaState;
import dev.signalbox.router.core.fleet.ReplicaStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a replica's probes add up to, and when to ask again: at the interval while it is well;
 * otherwise soon at first and then up to three times as seldom, so that a worker that starts is
 * seen quickly and a server that is gone is not hammered. Times vary by a tenth. An answer that
 * comes late is forgiven twice, since a replica under full load is late long before it is gone. For
 * one replica; not for use by many threads.
 */
final class ProbeRhythm {
  private static final int LATE_FORGIVEN = 2;
  private static final Duration SOON = Duration.ofMillis(200);
  private static final double GROWTH = 1.3;

  private final Duration interval;
  private final DoubleSupplier chance;
  private int late;
  private int unwell;

  /**
   * @param interval between probes of a replica that is well
   * @param chance numbers from 0 up to but not 1
   */
  ProbeRhythm(Duration interval, DoubleSupplier chance) {
    this.interval = interval;
    this.chance = chance;
  }

  /** What the fleet is to note after an answer; empty to leave what it knows. */
  Optional<ReplicaStatus> noted(ProbeAnswer answer, @Nullable String model) {
    return switch (answer) {
      case ProbeAnswer.Said said -> {
        late = 0;
        unwell = said.status().state() == ReplicaState.READY ? 0 : unwell + 1;
        yield Optional.of(said.status());
      }
      case ProbeAnswer.Down down -> {
        unwell++;
        yield Optional.of(ReplicaStatus.of(ReplicaState.UNREACHABLE, model));
      }
      case ProbeAnswer.Late silence -> {
        late++;
        yield late <= LATE_FORGIVEN
            ? Optional.empty()
            : Optional.of(ReplicaStatus.of(ReplicaState.UNREACHABLE, model));
      }
    };
  }

  /** How long to wait before the next probe. */
  Duration pause() {
    double millis = interval.toMillis();
    if (unwell > 0) {
      millis = Math.min(3 * millis, SOON.toMillis() * Math.pow(GROWTH, Math.min(unwell, 100)));
    }
    return Duration.ofMillis(Math.round(millis * (0.9 + 0.2 * chance.getAsDouble())));
  }
}
