package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The router of the vLLM project, in Rust (package {@code vllm-router} of Python). */
final class VllmRouter implements Contender {

  @Override
  public String name() {
    return "vllm-router";
  }

  @Override
  public String program() {
    return "vllm-router";
  }

  @Override
  public Launch launch(int upstream, int port, Path folder) throws IOException {
    List<String> command =
        List.of(
            Programs.find(program()),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--worker-urls",
            "http://127.0.0.1:" + upstream,
            "--policy",
            "round_robin",
            "--prometheus-port",
            Integer.toString(Ports.free()),
            "--log-level",
            "error",
            "--worker-startup-check-interval",
            "1");
    return new Launch(name(), command, Map.of(), port, "m", null);
  }
}
