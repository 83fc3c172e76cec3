package dev.signalbox.conformance;

import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a promise has to try a gateway with: the gateway, and the upstream behind it.
 *
 * @param gateway the gateway under test
 * @param upstream the server that the gateway has as its only upstream
 * @param limits what is known of the gateway's settings
 */
public record Stage(Target gateway, ScriptedUpstream upstream, Limits limits) {
  private static final AtomicLong KEYS = new AtomicLong(System.nanoTime() / 1_000_000);

  /** How long to wait for an answer that should come. */
  public Duration patience() {
    return limits.patience();
  }

  /** Sends {@code chat}, lets the upstream play {@code script}, reads the answer to its end. */
  public Asked ask(Chat chat, Script script) throws IOException {
    return ask(chat, _ -> script);
  }

  /** As {@link #ask(Chat, Script)}, with a script that depends on what arrives. */
  public Asked ask(Chat chat, Function<Call, Script> script) throws IOException {
    try (Open open = open(chat, script)) {
      return new Asked(open.exchange().answer(patience()), open.calls());
    }
  }

  /** Sends {@code chat} and leaves reading and leaving to the caller. */
  public Open open(Chat chat, Script script) throws IOException {
    return open(chat, _ -> script);
  }

  private Open open(Chat chat, Function<Call, Script> script) throws IOException {
    String key = key(script);
    Exchange exchange = Exchange.open(gateway);
    exchange.send(
        gateway.post(
            "/chat/completions",
            chat.body(gateway.model(), key),
            chat.headers().toArray(String[]::new)));
    return new Open(exchange, key, upstream);
  }

  /** A fresh key whose calls the upstream answers by {@code script}. */
  public String key(Function<Call, Script> script) {
    String key = "k" + KEYS.incrementAndGet();
    upstream.script(key, script);
    return key;
  }

  /**
   * A request that was answered.
   *
   * @param answer what the client got
   * @param calls what the upstream got for it
   */
  public record Asked(Answer answer, List<Call> calls) {}

  /**
   * A request under way.
   *
   * @param exchange the client's connection
   * @param key under which the upstream keeps its calls
   * @param upstream the upstream
   */
  public record Open(Exchange exchange, String key, ScriptedUpstream upstream)
      implements AutoCloseable {

    /** What the upstream got for it so far. */
    public List<Call> calls() {
      return upstream.calls(key);
    }

    /**
     * The upstream's first call for it.
     *
     * @throws Broken if none comes within five seconds
     */
    public Call arrived() throws InterruptedException {
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (calls().isEmpty()) {
        Broken.unless(System.nanoTime() < deadline, "the request never reached the upstream");
        Thread.sleep(Duration.ofMillis(1));
      }
      return calls().getFirst();
    }

    @Override
    public void close() throws IOException {
      exchange.close();
    }
  }
}
