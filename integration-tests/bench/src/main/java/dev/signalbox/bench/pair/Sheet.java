package dev.signalbox.bench.pair;

import dev.signalbox.bench.pair.answers.AnswerFile;
import dev.signalbox.bench.pair.answers.Cascaded;
import dev.signalbox.bench.pair.answers.Given;
import dev.signalbox.bench.pair.answers.Routed;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.figures.Case;
import dev.signalbox.bench.pair.figures.Cost;
import dev.signalbox.bench.pair.figures.Outcome;
import dev.signalbox.bench.pair.question.Grade;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.router.core.catalog.Expert;
import java.util.List;
import java.util.Locale;

/**
 * The record of a run, complete and graded.
 *
 * @param file where answers are kept
 * @param settings how they were asked for
 * @param questions that were asked
 * @param setup the pair
 * @param cost what is counted as cost
 */
record Sheet(AnswerFile file, Settings settings, List<Question> questions, Setup setup, Cost cost) {

  /** Each question with both answers. */
  List<Case> cases() {
    return questions.stream().map(this::one).toList();
  }

  private Case one(Question question) {
    return new Case(
        outcome(question, setup.small()),
        outcome(question, setup.large()),
        confidence(question),
        question.text().length());
  }

  private Outcome outcome(Question question, Expert expert) {
    Given given = given(question, expert);
    return new Outcome(
        Grade.isRight(given.text(), question.reference()),
        cost.ofThousand(expert, given.promptTokens(), given.completionTokens()),
        given.completionTokens());
  }

  private double confidence(Question question) {
    return Confidence.of(
        given(question, setup.small()).logprobs(), setup.policy().cascade().quantile());
  }

  private Given given(Question question, Expert expert) {
    Given given = file.given(question.id(), settings.key(expert.id()));
    if (given == null) {
      throw new IllegalStateException(expert.id() + " was not asked " + question.id());
    }
    return given;
  }

  /**
   * How hard the gateway called each question.
   *
   * @param router version that must have said so
   */
  double[] difficulties(String router) {
    return questions.stream()
        .mapToDouble(question -> {
          Routed routed = file.routed(question.id(), settings.key());
          if (routed == null || !routed.router().equals(router)) {
            throw new IllegalStateException(
                "%s was judged by %s (expected: the router of this checkout, %s): take another --record"
                    .formatted(question.id(), routed == null ? "nobody" : routed.router(), router));
          }
          return routed.difficulty();
        })
        .toArray();
  }

  /** What was asked, of whom, and how. */
  String about(PairOptions options) {
    return String.format(
        Locale.ROOT,
        "%d questions of %s, seed %d. %s (small), %s (large), temperature 0, at most %d tokens: cut"
            + " off were %d and %d answers; %.1f and %.1f s an answer, %d at once for each.%n"
            + "Each expert answered each question once, on its own. What chance, the length rule,"
            + " auto and cascades answer is composed of these answers; how far real cascades say the"
            + " same is told below. A cascade that goes on pays for its draft, too."
            + " Cost: %s.%n",
        questions.size(),
        options.questions().getFileName(),
        options.seed(),
        settings.small(),
        settings.large(),
        settings.maxTokens(),
        cutOff(setup.small()),
        cutOff(setup.large()),
        seconds(setup.small()),
        seconds(setup.large()),
        options.streams(),
        cost.words());
  }

  private long cutOff(Expert expert) {
    return questions.stream().filter(one -> given(one, expert).isCutOff()).count();
  }

  private double seconds(Expert expert) {
    return questions.stream().mapToLong(one -> given(one, expert).millis()).average().orElse(0)
        / 1000;
  }

  /** How real cascades compare with composed ones. */
  String verified(int cascades) {
    Verification verification = new Verification();
    for (Question question : questions.subList(0, Math.min(cascades, questions.size()))) {
      Cascaded real = file.cascaded(question.id(), settings.key());
      if (real == null) {
        throw new IllegalStateException(question.id() + " was not asked as a cascade");
      }
      double confidence = confidence(question);
      Expert who = confidence >= real.threshold() ? setup.small() : setup.large();
      verification.compare(real, confidence, who.id(), given(question, who).text());
    }
    return verification.toString();
  }
}
