package dev.signalbox.cli.training;

import dev.signalbox.cli.tenant.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A configuration for a gateway in training: a file of each kind, so that the gateway reads each
 * kind and asks for a key. Closing deletes it.
 *
 * @param folder where it lies
 * @param key the key of its only tenant
 */
record TrainingConfig(Path folder, ApiKey key) implements AutoCloseable {
  private static final String POLICY =
      """
      id: default
      objective:
        max_large_share: 0.5
      generalist: [small, large]
      """;

  /** The tiers are filled by flags, as {@code up} fills them. */
  private static final String EXPERT =
      """
      id: training
      context_length: 8192
      active_parameters: 1000000
      price_per_million_tokens: {prompt: 0.05, completion: 0.10}
      replicas:
        - url: %s
          model: %s
      """;

  private static final String TENANT =
      """
      id: training
      policy: default
      keys:
        - sha256: "%s"
      """;

  /**
   * Writes it to a folder of its own.
   *
   * @param url base URL of the only server
   */
  static TrainingConfig write(String url) throws IOException {
    ApiKey key = ApiKey.random(new SecureRandom());
    TrainingConfig config =
        new TrainingConfig(Files.createTempDirectory("signalbox-training"), key);
    try {
      config.write("policies/default.yaml", POLICY);
      config.write("experts/training.yaml", EXPERT.formatted(url, TrainingUpstream.MODEL));
      config.write("tenants/training.yaml", TENANT.formatted(key.sha256()));
      return config;
    } catch (IOException e) {
      config.close();
      throw e;
    }
  }

  private void write(String name, String yaml) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
