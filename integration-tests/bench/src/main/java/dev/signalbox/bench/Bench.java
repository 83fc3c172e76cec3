package dev.signalbox.bench;

import java.util.Arrays;
import java.util.List;

/** The command line: which benchmark, on what. */
public final class Bench {
  private static final int USED_WRONGLY = 2;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  private static int run(List<String> args) {
    if (args.isEmpty() || args.contains("--help")) {
      System.out.print(Options.USAGE);
      return args.isEmpty() ? USED_WRONGLY : 0;
    }
    Options options;
    try {
      options = Options.parse(args.subList(1, args.size()));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "; --help says more");
      return USED_WRONGLY;
    }
    try {
      switch (args.getFirst()) {
        case "engine" -> new EngineBench(options).run();
        case "prefix" -> new PrefixBench(options).run();
        default -> {
          System.err.println("bench: " + args.getFirst() + " (expected: engine or prefix)");
          return USED_WRONGLY;
        }
      }
      return 0;
    } catch (RuntimeException e) {
      System.err.println("bench: " + e.getMessage());
      return 1;
    }
  }
}
