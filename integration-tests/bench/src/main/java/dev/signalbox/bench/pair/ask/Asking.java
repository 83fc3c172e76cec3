package dev.signalbox.bench.pair.ask;

import dev.signalbox.bench.pair.answers.AnswerFile;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.conformance.client.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Asks for what is not in the record yet. */
public final class Asking {
  private static final int TOLD_EVERY = 10;

  private final AnswerFile file;
  private final Settings settings;
  private final List<Question> questions;
  private final Consumer<String> progress;

  /**
   * @param file what is known, and where answers go
   * @param progress is told what is being done, a line at a time
   */
  public Asking(
      AnswerFile file, Settings settings, List<Question> questions, Consumer<String> progress) {
    this.file = file;
    this.settings = settings;
    this.questions = List.copyOf(questions);
    this.progress = progress;
  }

  /**
   * Whether nothing is left to ask.
   *
   * @param cascades questions that are asked as cascades, too
   */
  public boolean isDone(int cascades) {
    return cascadesLeft(cascades).isEmpty()
        && routesLeft().isEmpty()
        && left(settings.small()).isEmpty()
        && left(settings.large()).isEmpty();
  }

  /**
   * Asks all that is left.
   *
   * @param streams requests at once for each expert
   * @throws IOException at the first answer that is none; what came before is in the record
   */
  public void run(Target target, int cascades, int streams)
      throws IOException, InterruptedException {
    PairClient client = new PairClient(target, settings);
    // First, because decisions for many hard questions use a policy's budget for large up.
    for (Question question : cascadesLeft(cascades)) {
      progress.accept("asking as a cascade: " + question.id());
      file.add(question.id(), settings.key(), client.cascade(question));
    }
    for (Question question : routesLeft()) {
      file.add(question.id(), settings.key(), client.route(question));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean failed = new AtomicBoolean();
      List<Future<?>> all = new ArrayList<>();
      for (String expert : List.of(settings.small(), settings.large())) {
        Queue<Question> left = new ConcurrentLinkedQueue<>(left(expert));
        Counting counting = new Counting(expert, left.size(), new AtomicInteger());
        for (int i = 0; i < streams; i++) {
          all.add(
              threads.submit(() -> {
                answer(client, expert, left, counting, failed);
                return null;
              }));
        }
      }
      for (Future<?> one : all) {
        await(one);
      }
    }
  }

  private void answer(
      PairClient client,
      String expert,
      Queue<Question> left,
      Counting counting,
      AtomicBoolean failed)
      throws IOException {
    try {
      Question question = left.poll();
      while (question != null && !failed.get()) {
        file.add(question.id(), settings.key(expert), client.ask(question, expert));
        counting.one(progress);
        question = left.poll();
      }
    } catch (IOException | RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }

  private static void await(Future<?> one) throws IOException, InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    }
  }

  private List<Question> left(String expert) {
    String key = settings.key(expert);
    return questions.stream().filter(one -> file.given(one.id(), key) == null).toList();
  }

  private List<Question> routesLeft() {
    return questions.stream().filter(one -> file.routed(one.id(), settings.key()) == null).toList();
  }

  private List<Question> cascadesLeft(int cascades) {
    return questions.stream()
        .limit(cascades)
        .filter(one -> file.cascaded(one.id(), settings.key()) == null)
        .toList();
  }

  /** How many answers of an expert came. */
  private record Counting(String expert, int all, AtomicInteger count) {
    void one(Consumer<String> progress) {
      int now = count.incrementAndGet();
      if (now % TOLD_EVERY == 0 || now == all) {
        progress.accept("%s: %d of %d answers".formatted(expert, now, all));
      }
    }
  }
}
