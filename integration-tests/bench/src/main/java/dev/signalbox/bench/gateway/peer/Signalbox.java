package dev.signalbox.bench.gateway.peer;

import dev.signalbox.bench.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** As a user starts it: all defaults, and a decision for every request. */
final class Signalbox implements Contender {

  @Override
  public String name() {
    return "signalbox";
  }

  @Override
  public String program() {
    return "";
  }

  @Override
  public Launch launch(int upstream, int port, Path folder) throws IOException {
    String where = "http://127.0.0.1:%d/v1#m".formatted(upstream);
    List<String> command =
        List.of(
            Checkout.root().resolve("signalbox").toString(),
            "up",
            "--small=" + where,
            "--large=" + where,
            "--port=" + port,
            "--admin-port=" + Ports.free());
    return new Launch(name(), command, Map.of(), port, "auto", null);
  }
}
