package dev.signalbox.bench.instance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A worker.
 *
 * @param jvm its process
 * @param port where it serves
 */
public record Worker(Jvm jvm, int port) {
  private static final Pattern ID = Pattern.compile("--signalbox\\.worker\\.id=(\\S+)");
  private static final Pattern PORT = Pattern.compile("--server\\.port=(\\d+)");

  static Worker of(long pid, String commandLine) {
    return new Worker(
        new Jvm("worker " + found(ID, commandLine), pid),
        Integer.parseInt(found(PORT, commandLine)));
  }

  /** Requests that hold a sequence of the engine or a place in its queue. */
  public int held() {
    int held = 0;
    for (JsonNode model : Loopback.json(port, "/worker/status").path("models")) {
      held += model.path("running").asInt() + model.path("waiting").asInt();
    }
    return held;
  }

  /** Whether its model can be asked. */
  public boolean isReady() {
    return Loopback.json(port, "/worker/status").at("/models/0/state").asString("").equals("READY");
  }

  private static String found(Pattern pattern, String commandLine) {
    Matcher matcher = pattern.matcher(commandLine);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + commandLine);
    }
    return matcher.group(1);
  }
}
