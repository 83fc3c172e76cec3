package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A plain proxy that passes streams on as they come: the floor. */
final class Nginx implements Contender {

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public String program() {
    return "nginx";
  }

  @Override
  public Launch launch(int upstream, int port, Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("nginx.conf"),
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
    List<String> command = List.of(Programs.find(program()), "-c", file.toString());
    return new Launch(name(), command, Map.of(), port, "m", null);
  }
}
