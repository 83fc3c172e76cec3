package dev.signalbox.cli.training;

import java.util.ArrayList;
import java.util.List;

/** Trainings that run beside each other and beside other work; closing ends them. */
public final class Training implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();

  private Training() {}

  /** Starts them all. */
  public static Training start(List<AotTraining> trainings) {
    Training training = new Training();
    for (AotTraining one : trainings) {
      training.threads.add(
          Thread.ofVirtual()
              .name("training")
              .start(() -> {
                try {
                  one.make();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    return training;
  }

  /** Waits until all are done. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    await();
  }
}
