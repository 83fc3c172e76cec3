package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Another plain proxy. */
final class Haproxy implements Contender {

  @Override
  public String name() {
    return "haproxy";
  }

  @Override
  public String program() {
    return "haproxy";
  }

  @Override
  public Launch launch(int upstream, int port, Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            global
              nbthread 1
              maxconn 4096
            defaults
              mode http
              timeout connect 5s
              timeout client 600s
              timeout server 600s
              http-reuse always
              option http-no-delay
            frontend clients
              bind 127.0.0.1:%d
              default_backend models
            backend models
              server one 127.0.0.1:%d pool-max-conn 512
            """
                .formatted(port, upstream));
    List<String> command = List.of(Programs.find(program()), "-db", "-f", file.toString());
    return new Launch(name(), command, Map.of(), port, "m", null);
  }
}
