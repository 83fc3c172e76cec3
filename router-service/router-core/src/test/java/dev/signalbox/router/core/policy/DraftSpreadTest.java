package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DraftSpreadTest {
  private static final int READERS = 4;

  @Test
  void whatIsShownIsReadByManyThreadsAtOnce() throws Exception {
    Random random = new Random(5);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      for (int round = 0; round < 2_000; round++) {
        DraftSpread spread = new DraftSpread();
        for (int i = 0; i < 1_000; i++) {
          spread.note(-random.nextDouble());
        }
        spread.refresh();
        DraftSpread.View shown = spread.next();
        AtomicInteger ready = new AtomicInteger();
        List<Future<Double>> read = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
          read.add(
              readers.submit(() -> {
                ready.incrementAndGet();
                while (ready.get() < READERS) {
                  Thread.onSpinWait();
                }
                return shown.threshold(0.3);
              }));
        }
        for (Future<Double> one : read) {
          assertThat(one.get()).isCloseTo(-0.7, within(0.1)).isEqualTo(shown.threshold(0.3));
        }
      }
    }
  }

  @Test
  void draftsThatComeLaterDoNotChangeWhatWasShown() {
    DraftSpread spread = new DraftSpread();
    for (int i = 0; i < 300; i++) {
      spread.note(-i / 300.0);
    }
    spread.refresh();
    DraftSpread.View shown = spread.next();
    for (int i = 0; i < 3_000; i++) {
      spread.note(-5);
    }

    assertThat(shown.threshold(0.3)).isCloseTo(-0.7, within(0.01));
  }
}
