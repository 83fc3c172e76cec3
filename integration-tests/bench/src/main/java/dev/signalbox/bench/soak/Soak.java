package dev.signalbox.bench.soak;

import dev.signalbox.bench.instance.Holdings;
import dev.signalbox.bench.instance.Instance;
import dev.signalbox.bench.instance.Jvm;
import dev.signalbox.bench.instance.Quiet;
import dev.signalbox.bench.instance.Worker;
import dev.signalbox.bench.report.Promises;
import dev.signalbox.bench.traffic.Client;
import dev.signalbox.bench.traffic.Ended;
import dev.signalbox.bench.traffic.Mix;
import dev.signalbox.bench.traffic.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the soak and prints what was held. */
public final class Soak {
  private static final double SHARE = 0.05;
  private static final int MOST_TOKENS = 16;
  private static final int SHOWN = 5;

  private final SoakOptions options;
  private final Map<Mix.Share, Integer> shares = new EnumMap<>(Mix.Share.class);
  private final List<String> wrong = new ArrayList<>();

  public Soak(SoakOptions options) {
    this.options = options;
  }

  /**
   * @return whether every promise was kept
   */
  public boolean run() throws IOException, InterruptedException {
    var output = Files.createTempFile("bench-soak", ".log");
    // what is remembered of answers, so that they can be rated, is all there at the first mark
    Map<String, String> environment =
        Map.of("SIGNALBOX_FEEDBACK_RECENT", Integer.toString(Math.max(1, options.baseline() / 2)));
    try (Instance instance = Instance.up(List.of("--models", "toy"), environment, output)) {
      List<Worker> workers = instance.workers();
      List<Jvm> jvms = new ArrayList<>(List.of(instance.gateway()));
      workers.forEach(worker -> jvms.add(worker.jvm()));
      Mix mix = new Mix(new Client(instance.target()), options.seed(), MOST_TOKENS);
      make(mix, 0, options.baseline());
      Holdings before = Quiet.after(instance::meters, workers, jvms);
      make(mix, options.baseline(), options.requests());
      return report(before, Quiet.after(instance::meters, workers, jvms));
    }
  }

  private boolean report(Holdings before, Holdings atEnd) {
    Promises promises = new Promises();
    shares.forEach((share, count) -> {
      if (share != Mix.Share.WRONG) {
        promises.figure("requests " + share.name().toLowerCase(Locale.ROOT), "" + count);
      }
    });
    promises.none("answers that the contract does not know", wrong.size());
    for (int i = 0; i < before.jvms().size(); i++) {
      Holdings.Memory first = before.jvms().get(i);
      Holdings.Memory last = atEnd.jvms().get(i);
      promises.within(first.name() + ": live heap MiB", SHARE, first.liveMib(), last.liveMib());
      promises.within(
          first.name() + ": resident MiB", SHARE, first.residentMib(), last.residentMib());
      promises.noMore(first.name() + ": file descriptors", first.descriptors(), last.descriptors());
    }
    promises.none("answers under way", atEnd.underWay());
    promises.none("bulkhead permits taken", atEnd.permits());
    promises.none("sequences and queue places held", atEnd.sequences());
    System.out.printf(
        "%d requests, %d at once, seed %d; before is after request %d%n%s",
        options.requests(), options.clients(), options.seed(), options.baseline(), promises);
    wrong.stream().limit(SHOWN).forEach(one -> System.out.println("wrong: " + one));
    return promises.broken() == 0;
  }

  private void make(Mix mix, int from, int to) {
    System.err.printf("bench: requests %d to %d%n", from + 1, to);
    AtomicInteger next = new AtomicInteger(from);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < options.clients(); i++) {
        var unused =
            threads.submit(() -> {
              for (int number = next.getAndIncrement(); number < to; ) {
                count(mix.make(number, this::heard));
                number = next.getAndIncrement();
              }
            });
      }
    }
  }

  /** Nothing fails here: every question has its answer, every fault its own refusal. */
  private synchronized Ended heard(Ended ended, @Nullable Question question) {
    if (ended instanceof Ended.Wrong one) {
      wrong.add(one.what());
    } else if (ended instanceof Ended.Refused refused
        && (question != null || refused.isForLackOfWorkers())) {
      wrong.add("%s was refused: %s".formatted(question, ended));
    }
    return ended;
  }

  private synchronized void count(Mix.Share share) {
    shares.merge(share, 1, Integer::sum);
  }
}
