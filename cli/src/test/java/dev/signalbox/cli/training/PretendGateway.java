package dev.signalbox.cli.training;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.cli.tenant.ApiKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An application that stands for a gateway in trainings: wants the key of {@code
 * tenants/training.yaml}, and notes what it was started with in {@code notes} beside its jar. What
 * it is to do otherwise stands in {@code orders} there.
 */
final class PretendGateway {
  private PretendGateway() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(System.getProperty("java.class.path"));
    String orders = Files.readString(jar.resolveSibling("orders"));
    if (orders.equals("die")) {
      System.out.println("error: the disk is full");
      System.exit(3);
    }
    note(jar, List.of(arguments));
    note(jar, System.getenv().keySet().stream().map(name -> "variable " + name).toList());
    Path config = Path.of(value(arguments, "--signalbox.config.dir="));
    String tenant = Files.readString(config.resolve("tenants/training.yaml"));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(value(arguments, "--server.port="))),
            0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String shown = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
            String key = shown.replaceFirst("^Bearer ", "");
            boolean known = !orders.equals("refuse") && tenant.contains(new ApiKey(key).sha256());
            if (exchange.getRequestMethod().equals("POST") && known) {
              note(jar, List.of("asked"));
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(known ? 200 : 401, -1);
          }
        });
    server.start();
  }

  private static synchronized void note(Path jar, List<String> lines) throws IOException {
    Files.write(
        jar.resolveSibling("notes"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String value(String[] arguments, String name) {
    for (String argument : arguments) {
      if (argument.startsWith(name)) {
        return argument.substring(name.length());
      }
    }
    throw new IllegalArgumentException(name);
  }
}
