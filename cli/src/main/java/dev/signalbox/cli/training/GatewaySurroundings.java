package dev.signalbox.cli.training;

import dev.signalbox.cli.tenant.ApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A model server that answers at once, and a configuration in which there is no other. */
final class GatewaySurroundings implements Surroundings {
  private final TrainingUpstream upstream;
  private final TrainingConfig config;

  private GatewaySurroundings(TrainingUpstream upstream, TrainingConfig config) {
    this.upstream = upstream;
    this.config = config;
  }

  /** Starts the server and writes the configuration. */
  static GatewaySurroundings make() throws IOException {
    TrainingUpstream upstream = TrainingUpstream.start();
    try {
      return new GatewaySurroundings(upstream, TrainingConfig.write(upstream.url()));
    } catch (IOException e) {
      upstream.close();
      throw e;
    }
  }

  @Override
  public List<String> arguments() {
    return List.of(
        "--server.address=127.0.0.1",
        "--management.server.address=127.0.0.1",
        "--management.server.port=0",
        "--signalbox.parent-pid=" + ProcessHandle.current().pid(),
        "--signalbox.router.probe-interval=20ms",
        "--signalbox.config.dir=" + config.folder(),
        "--signalbox.router.small=" + upstream.where(),
        "--signalbox.router.large=" + upstream.where());
  }

  @Override
  public ApiKey key() {
    return config.key();
  }

  /** The configuration's, so that no settings of the operator's lie in it. */
  @Override
  public Path folder() {
    return config.folder();
  }

  @Override
  public void close() throws IOException {
    upstream.close();
    config.close();
  }
}
