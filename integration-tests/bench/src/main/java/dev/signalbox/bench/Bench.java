package dev.signalbox.bench;

import dev.signalbox.bench.chaos.Chaos;
import dev.signalbox.bench.chaos.ChaosOptions;
import dev.signalbox.bench.gateway.GatewayBench;
import dev.signalbox.bench.gateway.GatewayOptions;
import dev.signalbox.bench.pair.PairBench;
import dev.signalbox.bench.pair.PairOptions;
import dev.signalbox.bench.soak.Soak;
import dev.signalbox.bench.soak.SoakOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The command line: which benchmark, on what. */
public final class Bench {
  private static final int FAILED = 1;
  private static final int USED_WRONGLY = 2;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  private static int run(List<String> args) {
    if (args.isEmpty() || args.contains("--help")) {
      System.out.print(usage(args.isEmpty() ? "" : args.getFirst()));
      return args.isEmpty() ? USED_WRONGLY : 0;
    }
    try {
      return chosen(args.getFirst(), args.subList(1, args.size())).run() ? 0 : FAILED;
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "; --help says more");
      return USED_WRONGLY;
    } catch (RuntimeException | IOException e) {
      System.err.println("bench: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static String usage(String name) {
    return switch (name) {
      case "gateway" -> GatewayOptions.USAGE;
      case "soak" -> SoakOptions.USAGE;
      case "chaos" -> ChaosOptions.USAGE;
      case "pair" -> PairOptions.USAGE;
      case "engine", "prefix" -> Options.USAGE;
      default ->
          String.join(
              "\n",
              Options.USAGE,
              GatewayOptions.USAGE,
              SoakOptions.USAGE,
              ChaosOptions.USAGE,
              PairOptions.USAGE);
    };
  }

  private static Measurement chosen(String name, List<String> args) {
    return switch (name) {
      case "engine" -> measured(new EngineBench(Options.parse("toy", args))::run);
      case "prefix" -> measured(new PrefixBench(Options.parse("smollm2-135m", args))::run);
      case "gateway" -> measured(new GatewayBench(GatewayOptions.parse(args))::run);
      case "soak" -> new Soak(SoakOptions.parse(args))::run;
      case "chaos" -> new Chaos(ChaosOptions.parse(args))::run;
      case "pair" -> measured(new PairBench(PairOptions.parse(args))::run);
      default ->
          throw new IllegalArgumentException(
              name + " (expected: engine, prefix, gateway, soak, chaos or pair)");
    };
  }

  private static Measurement measured(Figures figures) {
    return () -> {
      figures.print();
      return true;
    };
  }

  /** Prints figures; no figure is a failure. */
  @FunctionalInterface
  private interface Figures {
    void print() throws IOException, InterruptedException;
  }

  /** Prints what was seen. */
  @FunctionalInterface
  private interface Measurement {
    /**
     * @return whether every promise was kept
     */
    boolean run() throws IOException, InterruptedException;
  }
}
