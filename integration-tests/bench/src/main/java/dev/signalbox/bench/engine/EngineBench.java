package dev.signalbox.bench.engine;

import dev.signalbox.bench.loop.BareLoop;
import dev.signalbox.bench.model.BenchModel;
import dev.signalbox.bench.report.Sample;
import dev.signalbox.bench.report.Table;
import dev.signalbox.bench.server.ServerProcess;
import dev.signalbox.bench.server.Servers;
import dev.signalbox.bench.stream.StreamClient;
import dev.signalbox.bench.stream.StreamedTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tokens per second of the bare loop, through the worker, and through the gateway. From sending the
 * prompts to the last token of the last stream; the prompts are short and new each time, so that no
 * prefix cache helps. In each repetition the layers take turns, one stream count after the other:
 * what else the machine does meets all of them alike.
 */
public final class EngineBench {
  private static final int CONTEXT = 2048;
  private static final int WARM_UP_TOKENS = 64;
  private static final int WARM_UPS = 2;

  private final EngineOptions options;
  private int prompts;

  public EngineBench(EngineOptions options) {
    this.options = options;
  }

  /** Measures and prints the table. */
  public void run() {
    BenchModel model =
        BenchModel.of(options.model(), Path.of(System.getProperty("java.io.tmpdir")));
    int streams = options.mostStreams();
    try (BareLoop bare = new BareLoop(model, options.threads(), streams, CONTEXT);
        ServerProcess worker = Servers.worker(model, options.threads(), streams, CONTEXT)) {
      if (!options.gateway()) {
        measure(bare, model, List.of(worker), List.of("worker"));
        return;
      }
      try (ServerProcess gateway = Servers.gateway(model, worker)) {
        measure(bare, model, List.of(worker, gateway), List.of("worker", "gateway"));
      }
    }
  }

  private void measure(
      BareLoop bare, BenchModel model, List<ServerProcess> servers, List<String> names) {
    List<Layer> layers = new ArrayList<>();
    layers.add(layer("bare loop", bare::write));
    List<StreamedTexts> clients =
        servers.stream()
            .map(server -> new StreamedTexts(new StreamClient(server.port()), model.name()))
            .toList();
    try {
      for (int i = 0; i < clients.size(); i++) {
        layers.add(layer(names.get(i), clients.get(i)::write));
      }
      warmUp(layers);
      System.out.printf(
          "%s, %d engine threads of %d cores, %d tokens a stream, %d repetitions: tokens/s, median and"
              + " half range; of each round's own ratios the median and its 95%% interval%n",
          model.name(),
          options.threads(),
          Runtime.getRuntime().availableProcessors(),
          options.tokens(),
          options.repetitions());
      System.out.print(table(layers));
    } finally {
      clients.forEach(StreamedTexts::close);
    }
  }

  private Table table(List<Layer> layers) {
    int counts = options.streams().size();
    double[][][] speeds = new double[counts][layers.size()][options.repetitions()];
    for (int round = 0; round < options.repetitions(); round++) {
      for (int count = 0; count < counts; count++) {
        for (int turn = 0; turn < layers.size(); turn++) {
          int layer = (turn + round) % layers.size();
          speeds[count][layer][round] = speed(layers.get(layer), options.streams().get(count));
        }
      }
    }
    List<String> heads = new ArrayList<>(List.of("streams"));
    layers.forEach(layer -> heads.add(layer.name()));
    for (int layer = 1; layer < layers.size(); layer++) {
      heads.add(layers.get(layer).name() + " / " + layers.get(layer - 1).name());
    }
    Table table = new Table(heads);
    for (int count = 0; count < counts; count++) {
      table.add(row(options.streams().get(count), speeds[count]));
    }
    return table;
  }

  private static List<String> row(int streams, double[][] speeds) {
    List<String> cells = new ArrayList<>(List.of(Integer.toString(streams)));
    for (double[] layer : speeds) {
      cells.add(new Sample(layer).toString());
    }
    for (int layer = 1; layer < speeds.length; layer++) {
      double[] above = speeds[layer];
      double[] below = speeds[layer - 1];
      Sample kept =
          new Sample(
              IntStream.range(0, above.length).mapToDouble(i -> above[i] / below[i]).toArray());
      double[] sure = kept.medianInterval();
      cells.add(String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", kept.median(), sure[0], sure[1]));
    }
    return cells;
  }

  private double speed(Layer layer, int streams) {
    List<String> fresh = freshPrompts(streams);
    long start = System.nanoTime();
    layer.write(fresh, options.tokens());
    return streams * options.tokens() * 1e9 / (System.nanoTime() - start);
  }

  private void warmUp(List<Layer> layers) {
    for (Layer layer : layers) {
      for (int round = 0; round < WARM_UPS; round++) {
        for (int streams : options.streams()) {
          layer.write(freshPrompts(streams), WARM_UP_TOKENS);
        }
      }
    }
  }

  private List<String> freshPrompts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> prompts++ + " sailors crossed the river and found a small garden.")
        .toList();
  }

  private static Layer layer(String name, Writer writer) {
    return new Layer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void write(List<String> texts, int tokens) {
        writer.write(texts, tokens);
      }
    };
  }

  @FunctionalInterface
  private interface Writer {
    void write(List<String> prompts, int tokens);
  }
}
