package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * LiteLLM's proxy with one worker (package {@code litellm[proxy]} of Python). It does not start
 * without a master key, so its row includes the look at one.
 */
final class LiteLlm implements Contender {

  @Override
  public String name() {
    return "litellm";
  }

  @Override
  public String program() {
    return "litellm";
  }

  @Override
  public Launch launch(int upstream, int port, Path folder) throws IOException {
    String key = "sk-" + UUID.randomUUID() + UUID.randomUUID();
    Path file =
        Files.writeString(
            folder.resolve("litellm.yaml"),
            """
            model_list:
              - model_name: m
                litellm_params: {model: openai/m, api_base: "http://127.0.0.1:%d/v1", api_key: none}
            general_settings: {master_key: %s}
            litellm_settings: {telemetry: false, set_verbose: false, request_timeout: 600}
            """
                .formatted(upstream, key));
    List<String> command =
        List.of(
            Programs.find(program()),
            "--config",
            file.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--num_workers",
            "1",
            "--telemetry",
            "False");
    Map<String, String> environment =
        Map.of(
            "LITELLM_LOG", "ERROR",
            "LITELLM_LOCAL_MODEL_COST_MAP", "True",
            "LITELLM_MODE", "PRODUCTION",
            "NO_DOCS", "True",
            "DISABLE_ADMIN_UI", "True");
    return new Launch(name(), command, environment, port, "m", key);
  }
}
