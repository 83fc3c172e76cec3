package dev.signalbox.cli.launch;

import java.util.List;

/** Trainings that run beside other work, one after the other; closing ends them. */
final class Training implements AutoCloseable {
  private final Thread thread;

  private Training(Thread thread) {
    this.thread = thread;
  }

  static Training start(List<AotTraining> trainings) {
    return new Training(
        Thread.ofVirtual()
            .name("training")
            .start(() -> {
              try {
                for (AotTraining training : trainings) {
                  training.ensure();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  /** Waits until all are done. */
  void await() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
