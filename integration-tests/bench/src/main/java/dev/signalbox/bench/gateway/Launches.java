package dev.signalbox.bench.gateway;

import dev.signalbox.bench.checkout.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The gateways that can be measured. */
final class Launches {

  private Launches() {}

  /** Those that this machine has. */
  static List<String> here() {
    return nginxBinary().isEmpty() ? List.of("signalbox") : List.of("nginx", "signalbox");
  }

  /**
   * @param upstream port of the model server
   * @param folder for what it needs on disk
   * @throws IllegalArgumentException if there is none of this name
   */
  static Launch of(String name, int upstream, Path folder) {
    return switch (name) {
      case "signalbox" -> signalbox(upstream);
      case "nginx" -> nginx(upstream, folder);
      default ->
          throw new IllegalArgumentException(
              "--peers: %s (expected: signalbox or nginx)".formatted(name));
    };
  }

  /** As a user starts it: all defaults, and a decision for every request. */
  private static Launch signalbox(int upstream) {
    int port = freePort();
    String where = "http://127.0.0.1:%d/v1#m".formatted(upstream);
    return new Launch(
        "signalbox",
        List.of(
            Checkout.root().resolve("signalbox").toString(),
            "up",
            "--small=" + where,
            "--large=" + where,
            "--port=" + port,
            "--admin-port=" + freePort()),
        port,
        "auto");
  }

  /** A plain proxy that passes streams on as they come. */
  private static Launch nginx(int upstream, Path folder) {
    int port = freePort();
    Path file = folder.resolve("nginx.conf");
    try {
      Files.writeString(
          file,
          """
          daemon off;
          worker_processes 1;
          pid %1$s/nginx.pid;
          error_log %1$s/nginx-error.log error;
          events { worker_connections 4096; }
          http {
            access_log off;
            keepalive_requests 1000000;
            client_max_body_size 64m;
            client_body_buffer_size 512k;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            upstream up { server 127.0.0.1:%2$d; keepalive 256; keepalive_requests 1000000; }
            server {
              listen 127.0.0.1:%3$d backlog=1024;
              location / {
                proxy_pass http://up;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_buffering off;
                proxy_read_timeout 600s;
              }
            }
          }
          """
              .formatted(folder, upstream, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Launch("nginx", List.of(nginxBinary(), "-c", file.toString()), port, "m");
  }

  private static String nginxBinary() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Arrays.stream(path.split(":"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
