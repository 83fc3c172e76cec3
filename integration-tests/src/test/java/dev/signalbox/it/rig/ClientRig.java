package dev.signalbox.it.rig;

import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.conformance.upstream.Step;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * What the official clients are tried on: a gateway that wants a key, before a simulated worker for
 * good answers and the scripted upstream for bad ones. Messages pick the bad answer: {@code
 * [[kit:busy]]}, {@code [[kit:down]]}, {@code [[kit:dies]]}, {@code [[kit:endless-…]]}; and the
 * good ones that a worker without tools cannot give: {@code [[kit:tools]]}, {@code
 * [[kit:tool-result]]}.
 *
 * @param gateway the gateway
 * @param worker the worker behind the model {@link #MODEL}
 * @param upstream the upstream behind the model {@link #SCRIPTED}
 */
public record ClientRig(Server gateway, Server worker, ScriptedUpstream upstream)
    implements AutoCloseable {

  /** The model of the simulated worker. */
  public static final String MODEL = "sim";

  /** The model of the scripted upstream. */
  public static final String SCRIPTED = "scripted";

  /** The same upstream under a name of its own, so that its failures shut no other model. */
  public static final String FAILING = "failing";

  /** The same once more, for streams that die. */
  public static final String DYING = "dying";

  /** The tenant's key. */
  public static final String KEY = "sk-integration-test";

  static ClientRig start() {
    try {
      ScriptedUpstream upstream = ScriptedUpstream.start(0);
      upstream.script(
          "busy",
          _ ->
              Script.answer(
                  "429 Too Many Requests\r\nRetry-After: 7",
                  "application/json",
                  "{\"error\":{\"message\":\"busy\",\"type\":\"rate_limit\",\"code\":\"rate_limited\",\"param\":null}}"));
      upstream.script("down", _ -> Script.of(new Step.Reset()));
      upstream.script(
          "dies", _ -> Script.stream().words(3, Duration.ofMillis(5)).then(new Step.Reset()));
      upstream.script("tools", ToolScripts::calls);
      upstream.script("tool-result", ToolScripts::answersResult);
      Server worker = Worker.simulated(MODEL).set("signalbox.worker.slots", "64").start();
      ConfigFolder config =
          ConfigFolder.create()
              .tenant("tester", KEY)
              .expert(MODEL, "small", worker.base(), MODEL)
              .expert(SCRIPTED, "large", base(upstream), "m")
              .expert(FAILING, "large", base(upstream), "m")
              .expert(DYING, "large", base(upstream), "m");
      // several clients see the same bad answers at a time; none may shut the door to the others
      Server gateway =
          Gateway.create()
              .config(config.path())
              .set("signalbox.dispatch.breaker-minimum", "1000")
              .set("signalbox.dispatch.breaker-calls", "1000")
              .set("signalbox.dispatch.retry-floor", "1000")
              .start();
      return new ClientRig(gateway, worker, upstream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the scripted upstream stream words for a long time to messages with {@code key}. */
  public void endless(String key) {
    upstream.script(key, _ -> Script.stream().words(2_000, Duration.ofMillis(10)).whole());
  }

  private static String base(ScriptedUpstream upstream) {
    return "http://127.0.0.1:%d/v1".formatted(upstream.port());
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    worker.close();
    upstream.close();
  }
}
