package dev.signalbox.bench.chaos;

import dev.signalbox.bench.traffic.Client;
import dev.signalbox.bench.traffic.Ended;
import dev.signalbox.bench.traffic.Ended.Said;
import dev.signalbox.bench.traffic.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every whole answer that came, kept until workers are left in peace: then each question is asked
 * again, alone and without the gateway, and must have the same answer.
 */
final class Answers {
  private final Map<Asked, Map<Said, Integer>> came = new HashMap<>();
  private int count;

  synchronized void add(Question question, Ended.Whole whole) {
    count++;
    came.computeIfAbsent(new Asked(question, whole.expert()), asked -> new HashMap<>())
        .merge(whole.said(), 1, Integer::sum);
  }

  /** Whole answers that came. */
  synchronized int count() {
    return count;
  }

  /**
   * Asks again.
   *
   * @param undisturbed a worker for each expert
   * @return what is wrong about answers, one line for each
   */
  synchronized List<String> wrong(Map<String, Client> undisturbed) {
    List<String> wrong = new ArrayList<>();
    came.forEach((asked, answers) -> {
      Client client = undisturbed.get(asked.expert);
      if (client == null) {
        wrong.add("an answer of nobody: x-signalbox-expert is " + asked.expert);
        return;
      }
      Ended alone = client.ask(asked.question, asked.expert);
      answers.forEach((said, times) -> {
        if (!(alone instanceof Ended.Whole whole) || !whole.said().equals(said)) {
          wrong.add(
              "%s by %s: %s, %d times (alone: %s)"
                  .formatted(asked.question, asked.expert, said, times, alone));
        }
      });
    });
    return wrong;
  }

  private record Asked(Question question, String expert) {}
}
