package dev.signalbox.bench.engine;

import dev.signalbox.bench.model.BenchModel;
import dev.signalbox.bench.report.Sample;
import dev.signalbox.bench.report.Table;
import dev.signalbox.bench.server.ServerProcess;
import dev.signalbox.bench.server.Servers;
import dev.signalbox.bench.stream.StreamClient;
import dev.signalbox.bench.stream.StreamedAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Time to the first token of a conversation's second turn, which finds its history in the prefix
 * cache, against the same conversation length read cold. Every repetition is a new conversation.
 */
public final class PrefixBench {
  private static final int CONTEXT = 4096;
  private static final int SLOTS = 2;
  private static final int ANSWER = 16;
  private static final int WARM_UPS = 3;
  private static final String SENTENCE = "The ship crossed the wide river and the keeper saw it. ";

  private final EngineOptions options;

  public PrefixBench(EngineOptions options) {
    this.options = options;
  }

  /** Measures and prints the table. */
  public void run() {
    BenchModel model =
        BenchModel.of(options.model(), Path.of(System.getProperty("java.io.tmpdir")));
    try (ServerProcess worker = Servers.worker(model, options.threads(), SLOTS, CONTEXT)) {
      System.out.printf(
          "%s, %d engine threads, %d repetitions: milliseconds to the first token%n",
          model.name(), options.threads(), options.repetitions());
      Table table =
          new Table(List.of("through", "history", "cached", "cold", "turn 2", "turn 2 / cold"));
      table.add(row("worker", model, worker));
      if (options.gateway()) {
        try (ServerProcess gateway = Servers.gateway(model, worker)) {
          table.add(row("gateway", model, gateway));
        }
      }
      System.out.print(table);
    }
  }

  private List<String> row(String name, BenchModel model, ServerProcess server) {
    StreamClient client = new StreamClient(server.port());
    int sentences = sentencesFor(client, model);
    double[] cold = new double[options.repetitions()];
    double[] warm = new double[options.repetitions()];
    StreamedAnswer second = new StreamedAnswer(0, 0, 0, 0, "");
    for (int i = -WARM_UPS; i < options.repetitions(); i++) {
      String history = name + " " + i + ". " + SENTENCE.repeat(sentences);
      List<String> turns = new ArrayList<>(List.of(history));
      StreamedAnswer first = ask(client, model, turns);
      turns.add(first.text());
      turns.add("And what did the keeper do then?");
      second = ask(client, model, turns);
      if (i >= 0) {
        cold[i] = first.firstTextNanos() / 1e6;
        warm[i] = second.firstTextNanos() / 1e6;
      }
    }
    Sample before = new Sample(cold);
    Sample after = new Sample(warm);
    return List.of(
        name,
        Integer.toString(second.promptTokens()),
        Integer.toString(second.cachedTokens()),
        before.toString(),
        after.toString(),
        String.format(Locale.ROOT, "%.3f", after.median() / before.median()));
  }

  /** How often the sentence makes a history as long as was asked for. */
  private int sentencesFor(StreamClient client, BenchModel model) {
    int some = 8;
    int empty = ask(client, model, List.of("x")).promptTokens();
    int full = ask(client, model, List.of("x " + SENTENCE.repeat(some))).promptTokens();
    return Math.max(1, options.history() * some / (full - empty));
  }

  private static StreamedAnswer ask(StreamClient client, BenchModel model, List<String> turns) {
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < turns.size(); i++) {
      messages
          .append(i == 0 ? "" : ",")
          .append(
              "{\"role\":\"%s\",\"content\":\"%s\"}"
                  .formatted(i % 2 == 0 ? "user" : "assistant", turns.get(i)));
    }
    String request =
        """
        {"model":"%s","messages":[%s],"max_tokens":%d,"temperature":0,\
        "stream":true,"stream_options":{"include_usage":true}}\
        """
            .formatted(model.name(), messages, ANSWER);
    return client.post("/v1/chat/completions", request);
  }
}
