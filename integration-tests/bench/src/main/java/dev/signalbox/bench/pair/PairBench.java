package dev.signalbox.bench.pair;

import dev.signalbox.bench.checkout.Checkout;
import dev.signalbox.bench.instance.Instance;
import dev.signalbox.bench.pair.answers.AnswerFile;
import dev.signalbox.bench.pair.answers.Settings;
import dev.signalbox.bench.pair.ask.Asking;
import dev.signalbox.bench.pair.figures.Contest;
import dev.signalbox.bench.pair.figures.PairTables;
import dev.signalbox.bench.pair.question.Question;
import dev.signalbox.bench.pair.question.Questions;
import dev.signalbox.bench.pair.router.LeftOut;
import dev.signalbox.bench.pair.router.Ranking;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks both experts of the pair the same questions and prints what each way of choosing between
 * them is worth.
 */
public final class PairBench {

  private final PairOptions options;

  public PairBench(PairOptions options) {
    this.options = options;
  }

  /** Measures and prints the tables. */
  public void run() throws IOException, InterruptedException {
    TrainedScorer shipped = TrainedScorer.loadDefault();
    Path config = options.config() == null ? Checkout.config() : options.config();
    Setup setup = Setup.read(config, shipped);
    List<Question> questions =
        Questions.chosen(Questions.read(options.questions()), options.number(), options.seed());
    Settings settings = new Settings(setup.small().id(), setup.large().id(), options.maxTokens());
    try (AnswerFile file = AnswerFile.open(options.record())) {
      Asking asking = new Asking(file, settings, questions, PairBench::say);
      if (!asking.isDone(options.verify())) {
        ask(asking, config);
      }
      report(new Sheet(file, settings, questions, setup, options.cost()), shipped);
    }
  }

  private void ask(Asking asking, Path config) throws IOException, InterruptedException {
    if (options.url() != null) {
      asking.run(Target.of(options.url(), "auto", List.of()), options.verify(), options.streams());
      return;
    }
    Path output = Files.createTempFile("bench-pair", ".log");
    say("starting the pair; its output is " + output);
    List<String> flags = List.of("--config=" + config.toAbsolutePath());
    try (Instance instance = Instance.up(flags, Map.of(), output)) {
      asking.run(instance.target(), options.verify(), options.streams());
    }
  }

  private void report(Sheet sheet, TrainedScorer shipped) throws IOException {
    Ranking told =
        Ranking.of("auto, shipped router", shipped, sheet.setup().policy(), sheet.questions())
            .told(sheet.difficulties(shipped.version()));
    List<Ranking> routers = new ArrayList<>(List.of(told));
    StringBuilder about = new StringBuilder(sheet.about(options));
    about.append(sheet.verified(options.verify()));
    if (options.data() == null) {
      about.append(
          "Whether the router has seen the questions in training was not looked at (--data DIR).\n");
    } else {
      say("training a router without the questions");
      LeftOut leftOut = LeftOut.train(options.data(), sheet.questions());
      routers.addFirst(
          Ranking.of("auto", leftOut.router(), sheet.setup().policy(), sheet.questions()));
      about.append(
          ("auto is a router of the shipped recipe, trained without the questions: %d rows, left out"
                  + " %s. The shipped router was trained with them.\n")
              .formatted(leftOut.seen(), leftOut.leftOut()));
    }
    double share = told.share();
    PairTables tables =
        new PairTables(
            new Contest(sheet.cases(), routers, sheet.setup().draftThreshold(share), share),
            options.cost());
    System.out.printf(
        "%s%n%s%n%s%n%s%n%s%n%s%n",
        about,
        tables.ways(),
        tables.differences(),
        tables.range(),
        tables.areas(),
        tables.signals());
    tables.findings().forEach(System.out::println);
  }

  private static void say(String progress) {
    System.err.println("bench: " + progress);
  }
}
