package dev.signalbox.bench.traffic;

import dev.signalbox.bench.traffic.Ended.Wrong;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Exchange;
import dev.signalbox.conformance.client.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks one server, each time on a connection of its own.
 *
 * @param target the server
 */
public record Client(Target target) {
  private static final String PATH = "/chat/completions";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Waits for the end. */
  public Ended ask(Question question, String model) {
    return ask(target.post(PATH, question.body(model)), question.stream());
  }

  /** Sends a request that must be refused; wrong if it was not, or otherwise. */
  public Ended ask(Fault fault) {
    byte[] body = fault.body().getBytes(StandardCharsets.US_ASCII);
    String head =
        target.head(
            "POST", PATH, "Content-Type: " + fault.mediaType(), "Content-Length: " + body.length);
    Ended ended = ask((head + "\r\n" + fault.body()).getBytes(StandardCharsets.US_ASCII), false);
    return fault.isAnswered(ended) || ended instanceof Wrong
        ? ended
        : new Wrong("%s was answered with %s".formatted(fault, ended));
  }

  /** Leaves as soon as the request is sent. */
  public void leaveAtOnce(Question question, String model) throws IOException {
    try (Exchange exchange = Exchange.open(target)) {
      exchange.send(target.post(PATH, question.body(model)));
    }
  }

  /** Leaves after so many events, or at the end of a shorter answer. */
  public void leaveAfter(int events, Question question, String model) throws IOException {
    try (Exchange exchange = Exchange.open(target)) {
      exchange.send(target.post(PATH, question.body(model))).events(events, PATIENCE);
    }
  }

  private Ended ask(byte[] request, boolean stream) {
    try (Exchange exchange = Exchange.open(target)) {
      Answer answer = exchange.send(request).answer(PATIENCE);
      return Judge.of(answer, stream);
    } catch (IOException e) {
      return new Wrong("the connection: " + e.getMessage());
    }
  }
}
