package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;

/** The client's trace goes on at the upstream (W3C Trace Context). */
public final class TraceContinues implements Promise {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Override
  public String says() {
    return "A client's traceparent reaches the upstream with the same trace.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat = Chat.plain().withHeaders("traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01");
    Stage.Asked asked = stage.ask(chat, Script.completion("fine"));
    Seen.text(asked.answer());
    Broken.unless(!asked.calls().isEmpty(), "the request never reached the upstream");
    String sent = asked.calls().getFirst().header("traceparent").orElse("none");
    Broken.unless(
        sent.matches("00-" + TRACE + "-[0-9a-f]{16}-01"), "traceparent at the upstream: %s", sent);
    return sent.contains("00f067aa0ba902b7") ? "passed on" : "same trace, a span of its own";
  }
}
