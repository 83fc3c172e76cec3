package dev.signalbox.bench.chaos;

import dev.signalbox.bench.instance.Holdings;
import dev.signalbox.bench.instance.Instance;
import dev.signalbox.bench.instance.Quiet;
import dev.signalbox.bench.instance.Worker;
import dev.signalbox.bench.report.Promises;
import dev.signalbox.bench.traffic.Client;
import dev.signalbox.bench.traffic.Ended;
import dev.signalbox.bench.traffic.Mix;
import dev.signalbox.bench.traffic.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes trouble under traffic and prints what clients got and what is held at the end. */
public final class Chaos {
  private static final double HEAP_SHARE = 0.05;
  private static final int MOST_TOKENS = 120;
  private static final int SHOWN = 10;
  private static final Duration CALM = Duration.ofSeconds(20);

  private final ChaosOptions options;
  private final Answers answers = new Answers();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();

  public Chaos(ChaosOptions options) {
    this.options = options;
  }

  /**
   * @return whether every promise was kept
   */
  public boolean run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench-chaos");
    try (Stage stage = new Stage(folder, options.seed())) {
      Mix mix = new Mix(new Client(stage.instance().target()), options.seed(), MOST_TOKENS);
      Troubles troubles = new Troubles(stage.workers(), options.seed());
      say("calm traffic, so that everything was used once");
      during(mix, () -> Thread.sleep(CALM));
      Holdings before = holdings(stage);
      say("trouble for " + options.length().toMinutes() + " minutes");
      during(mix, () -> troubles.make(options.length()));
      say("all workers are left in peace");
      ToyWorkers.awaitReady(stage.workers());
      during(mix, () -> Thread.sleep(CALM));
      Holdings atEnd = holdings(stage);
      say("asking every question again, alone");
      List<String> others = answers.wrong(stage.direct());
      return report(troubles, before, atEnd, others, stage.leaks(), folder);
    }
  }

  private boolean report(
      Troubles troubles,
      Holdings before,
      Holdings atEnd,
      List<String> others,
      int leaks,
      Path folder) {
    Promises promises = new Promises();
    for (Troubles.Kind kind : Troubles.Kind.values()) {
      promises.some(
          "workers " + kind.name().toLowerCase(Locale.ROOT),
          troubles.counts().getOrDefault(kind, 0));
    }
    promises.some("whole answers", answers.count());
    promises.none("whole answers unlike the undisturbed one", others.size());
    promises.figure("clients that left", Integer.toString(left.get()));
    refusals.forEach((kind, count) -> promises.figure(kind, Integer.toString(count)));
    promises.none("ends that the contract does not know", wrong.size());
    Holdings.Memory first = before.jvms().getFirst();
    Holdings.Memory last = atEnd.jvms().getFirst();
    promises.within("gateway: live heap MiB", HEAP_SHARE, first.liveMib(), last.liveMib());
    promises.noMore("gateway: file descriptors", first.descriptors(), last.descriptors());
    promises.none("answers under way", atEnd.underWay());
    promises.none("bulkhead permits taken", atEnd.permits());
    promises.none("sequences and queue places held", atEnd.sequences());
    promises.none("buffers that Netty saw leak", leaks);
    System.out.printf(
        "%d minutes, %d requests at once, seed %d; logs of workers in %s%n%s",
        options.length().toMinutes(), options.clients(), options.seed(), folder, promises);
    others.stream().limit(SHOWN).forEach(one -> System.out.println("unlike: " + one));
    wrong.stream().limit(SHOWN).forEach(one -> System.out.println("wrong: " + one));
    return promises.broken() == 0;
  }

  private static Holdings holdings(Stage stage) throws InterruptedException {
    Instance instance = stage.instance();
    List<Worker> workers = stage.workers().stream().map(KeptWorker::worker).toList();
    return Quiet.after(instance::meters, workers, List.of(instance.gateway()));
  }

  /** Traffic as long as something else goes on. */
  private void during(Mix mix, Something something) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < options.clients(); i++) {
        var unused =
            threads.submit(() -> {
              while (!over.get()) {
                if (mix.make(next.getAndIncrement(), this::heard) == Mix.Share.LEFT) {
                  left.incrementAndGet();
                }
              }
            });
      }
      try {
        something.goOn();
      } finally {
        over.set(true);
      }
    }
  }

  private synchronized Ended heard(Ended ended, @Nullable Question question) {
    switch (ended) {
      case Ended.Whole whole -> {
        if (question != null) {
          answers.add(question, whole);
        }
      }
      case Ended.Refused refused ->
          refusals.merge(
              question == null
                  ? "faults refused"
                  : "%s %s"
                      .formatted(
                          refused.status() == 200 ? "error event" : refused.status(),
                          refused.code()),
              1,
              Integer::sum);
      case Ended.Wrong one -> wrong.add(one.what());
    }
    return ended;
  }

  private static void say(String progress) {
    System.err.println("bench: " + progress);
  }

  @FunctionalInterface
  private interface Something {
    void goOn() throws InterruptedException;
  }
}
