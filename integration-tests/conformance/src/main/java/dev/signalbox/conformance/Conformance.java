package dev.signalbox.conformance;

import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code conformance/run}. */
public final class Conformance {
  private Conformance() {}

  /** Runs and exits: 0 all kept, 1 broken promises, 2 used wrongly. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> args) throws InterruptedException {
    if (args.isEmpty() || args.contains("--help")) {
      System.out.print(Options.USAGE);
      return args.isEmpty() ? 2 : 0;
    }
    try {
      return args.getFirst().equals("--table")
          ? table(args.subList(1, args.size()))
          : trial(Options.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println("conformance: " + e.getMessage() + "; try --help");
      return 2;
    } catch (IOException e) {
      System.err.println("conformance: " + e.getMessage());
      return 1;
    }
  }

  private static int trial(Options options) throws IOException, InterruptedException {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(options.upstreamPort())) {
      Trial trial = new Trial(new Stage(options.target(), upstream, options.limits()));
      List<Verdict> verdicts = trial.of(chosen(options.only()), Conformance::progress);
      Report report = Report.of(options.name(), verdicts);
      System.out.println(report.markdown());
      if (options.output().isPresent()) {
        Files.writeString(
            options.output().get(),
            JsonMapper.shared().writeValueAsString(new Kept(options.name(), verdicts)));
      }
      return report.broken() == 0 ? 0 : 1;
    }
  }

  private static int table(List<String> files) throws IOException {
    SequencedMap<String, List<Verdict>> gateways = new LinkedHashMap<>();
    for (String file : files) {
      Kept kept =
          JsonMapper.shared().readValue(Files.readString(Path.of(file)), new TypeReference<>() {});
      gateways.put(kept.gateway(), kept.verdicts());
    }
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("--table: no files");
    }
    System.out.println(new Report(gateways).markdown());
    return 0;
  }

  private static List<Promise> chosen(List<String> only) {
    List<Promise> chosen = new ArrayList<>();
    for (Promise promise : Promises.all()) {
      if (only.isEmpty() || only.contains(promise.id())) {
        chosen.add(promise);
      }
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("--only: no such promise among " + ids());
    }
    return chosen;
  }

  private static List<String> ids() {
    return Promises.all().stream().map(Promise::id).toList();
  }

  private static void progress(Verdict verdict) {
    System.err.printf("%-10s %-28s %s%n", verdict.outcome(), verdict.promise(), verdict.seen());
  }

  /** The verdicts on one gateway, as they are kept in a file. */
  record Kept(String gateway, List<Verdict> verdicts) {}
}
