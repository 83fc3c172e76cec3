package dev.signalbox.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An owner of a kind for tests: keeps the names of colours, and rejects {@code forbidden}. */
final class ColorBinder implements ConfigBinder<List<String>> {
  final BlockingQueue<List<String>> commits = new LinkedBlockingQueue<>();

  @Override
  public List<String> bind(ConfigSnapshot snapshot, List<ConfigProblem> problems) {
    List<String> names = new ArrayList<>();
    for (ConfigFile file : snapshot.of("colors")) {
      String name = file.root().path("name").asString();
      if (name.equals("forbidden")) {
        problems.add(file.problem("/name", "another name"));
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  @Override
  public void commit(List<String> bound) {
    commits.add(bound);
  }
}
