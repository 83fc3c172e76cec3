package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.RoutingOutcome;
import dev.signalbox.router.api.RoutingOutcome.AttemptKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A gateway for a class of tests, upstreams for each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayTest {
  private static final Duration LEFT = Duration.ofMillis(100);
  private static final int TRIES = 3;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private RunningGateway gateway = RunningGateway.none();
  private int replicas;

  /** Properties of the gateway under test. */
  String[] properties() {
    return new String[0];
  }

  /** All that a test does, from its upstreams on. */
  interface Whole {
    void run() throws Exception;
  }

  /**
   * Something came later than was promised, and nothing else was wrong. Thrown before the outcome
   * of the last request is taken.
   */
  static final class Late extends AssertionError {
    private static final long serialVersionUID = 1;

    Late(String message) {
      super(message);
    }
  }

  @BeforeAll
  void startGateway() {
    gateway = RunningGateway.start(properties());
  }

  @AfterAll
  void stopGateway() {
    gateway.close();
  }

  @AfterEach
  void closeWhatWasOpened() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    opened.clear();
    gateway.router().clear();
  }

  RunningGateway gateway() {
    return gateway;
  }

  /** A client that is closed after the test. */
  RawClient client() throws Exception {
    RawClient client = new RawClient(gateway.port());
    opened.add(client);
    return client;
  }

  /** One more replica of the only expert, behind those there are. */
  ScriptedUpstream upstream(ScriptedUpstream.Script script) {
    return upstream("expert", script);
  }

  /** One more replica of an expert, behind those there are. */
  ScriptedUpstream upstream(String expert, ScriptedUpstream.Script script) {
    return upstream(expert, "m", script);
  }

  /** One more replica of an expert, which calls the model by a name of its own. */
  ScriptedUpstream upstream(String expert, String upstreamModel, ScriptedUpstream.Script script) {
    ScriptedUpstream upstream = new ScriptedUpstream().script(script);
    opened.add(upstream);
    gateway.router().add(expert, "replica-" + replicas++, upstream.port(), upstreamModel);
    return upstream;
  }

  /** One more replica of the only expert, which can do some things and no others. */
  ScriptedUpstream upstream(Set<Capability> able, ScriptedUpstream.Script script) {
    ScriptedUpstream upstream = new ScriptedUpstream().script(script);
    opened.add(upstream);
    gateway.router().add("expert", "replica-" + replicas++, upstream.port(), "m", null, able);
    return upstream;
  }

  /** A replica that nobody listens for. */
  void deadReplica() {
    ScriptedUpstream gone = new ScriptedUpstream();
    int port = gone.port();
    gone.close();
    gateway.router().add("expert", "replica-" + replicas++, port, "m");
  }

  /**
   * Runs what promises to be done in a short time. A busy machine may keep a gateway from its
   * promise once, so what was late is tried again from the beginning, twice at most; nothing else
   * that goes wrong is.
   */
  void inTime(Whole whole) throws Exception {
    for (int left = TRIES - 1; ; left--) {
      try {
        whole.run();
        return;
      } catch (Late late) {
        if (left == 0) {
          throw late;
        }
        outcome(); // or it is taken for one of the next try
        closeWhatWasOpened();
      }
    }
  }

  /**
   * The client leaves, and its upstream is closed within 100 ms. For use in {@link #inTime}.
   *
   * @param closed when the upstream's connection was closed
   */
  static void leave(RawClient client, CompletableFuture<Long> closed) throws Exception {
    long left = System.nanoTime();
    client.close();
    Duration took = Duration.ofNanos(ScriptedUpstream.await(closed) - left);
    if (took.compareTo(LEFT) >= 0) {
      throw new Late("the upstream was closed after " + took + " (expected: within 100 ms)");
    }
  }

  /** The outcome of the request that was routed last. */
  RoutingOutcome outcome() throws InterruptedException {
    String id = gateway.router().lastRequest();
    RoutingOutcome outcome;
    do {
      outcome = gateway.router().outcomes().poll(5, TimeUnit.SECONDS);
      assertThat(outcome).as("a report to the router about request %s", id).isNotNull();
    } while (!outcome.requestId().equals(id));
    return outcome;
  }

  static List<AttemptKind> attempts(RoutingOutcome outcome) {
    return outcome.attempts().stream().map(RoutingOutcome.Attempt::kind).toList();
  }
}
