package dev.signalbox.conformance.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenAI-compatible server on loopback that answers as it is told. A request names its script in
 * its message text ({@code [[kit:KEY]]}), so that any gateway that passes messages on can be
 * driven; a request without a script gets a short good answer. Everything received is kept under
 * its key.
 */
public final class ScriptedUpstream implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("\\[\\[kit:([a-z0-9-]+)]]");

  private final Map<String, Function<Call, Script>> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile Function<Call, Script> otherwise = ScriptedUpstream::unasked;
  private ServerSocket listener;

  private ScriptedUpstream(ServerSocket listener) {
    this.listener = listener;
    this.port = listener.getLocalPort();
    accept(listener);
  }

  /**
   * Starts listening.
   *
   * @param port the port, 0 for any free one
   */
  public static ScriptedUpstream start(int port) throws IOException {
    return new ScriptedUpstream(listen(port));
  }

  /** The words that make a message ask for the script of {@code key}. */
  public static String words(String key) {
    return "[[kit:" + key + "]]";
  }

  public int port() {
    return port;
  }

  /** Answers calls with {@code key} by {@code script}. */
  public void script(String key, Function<Call, Script> script) {
    scripts.put(key, script);
  }

  /** Answers calls without a script by {@code script} instead of a short good answer. */
  public void otherwise(Function<Call, Script> script) {
    otherwise = script;
  }

  /** What arrived for {@code key} so far, in order. */
  public List<Call> calls(String key) {
    return List.copyOf(calls.getOrDefault(key, List.of()));
  }

  /** Closes every connection and the port: whoever connects is refused until {@link #resume}. */
  public synchronized void refuse() throws IOException {
    listener.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  /** Listens again after {@link #refuse}. */
  public synchronized void resume() throws IOException {
    listener = listen(port);
    accept(listener);
  }

  @Override
  public synchronized void close() throws IOException {
    refuse();
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    return socket;
  }

  private void accept(ServerSocket from) {
    Thread.ofVirtual()
        .name("kit-upstream-accept")
        .start(() -> {
          try {
            while (true) {
              serve(from.accept());
            }
          } catch (IOException e) {
            // The listener was closed.
          }
        });
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket, this::play);
    connections.add(connection);
    Thread.ofVirtual()
        .start(() -> {
          connection.serve();
          connections.remove(connection);
        });
  }

  private Script play(Call call) {
    Matcher key = KEY.matcher(call.body());
    if (!key.find()) {
      return otherwise.apply(call);
    }
    calls.computeIfAbsent(key.group(1), _ -> new CopyOnWriteArrayList<>()).add(call);
    return scripts.getOrDefault(key.group(1), otherwise).apply(call);
  }

  private static Script unasked(Call call) {
    if (call.method().equals("GET")) {
      return Script.answer("200 OK", "application/json", Json.models());
    }
    return call.body().replace(" ", "").contains("\"stream\":true")
        ? Script.stream().words(2, Duration.ZERO).whole()
        : Script.completion("fine");
  }
}
