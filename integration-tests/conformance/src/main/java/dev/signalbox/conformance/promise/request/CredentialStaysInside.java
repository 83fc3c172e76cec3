package dev.signalbox.conformance.promise.request;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The client's own credential never reaches an upstream. */
public final class CredentialStaysInside implements Promise {
  private static final String SECRET = "sk-client-" + "4f".repeat(12);

  @Override
  public String says() {
    return "The client's own credential never reaches an upstream.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat =
        Chat.plain()
            .withHeaders(
                "X-Api-Key: " + SECRET,
                "Cookie: session=" + SECRET,
                "Proxy-Authorization: Basic " + SECRET);
    boolean ownHeader =
        stage.gateway().headers().stream()
            .anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("authorization:"));
    if (!ownHeader) {
      chat =
          chat.withHeaders(
              "Authorization: Bearer " + SECRET,
              "X-Api-Key: " + SECRET,
              "Cookie: session=" + SECRET);
    }
    Stage.Asked asked = stage.ask(chat, Script.completion("fine"));
    Seen.text(asked.answer());
    Call call = asked.calls().getFirst();
    List<String> sent =
        stage.gateway().headers().stream()
            .map(h -> h.substring(h.indexOf(':') + 1).strip())
            .toList();
    for (Map.Entry<String, String> header : call.headers()) {
      boolean leaked =
          header.getValue().contains(SECRET)
              || (header.getKey().equalsIgnoreCase("authorization")
                  && sent.contains(header.getValue()));
      Broken.unless(!leaked, "passed on in %s", header.getKey());
    }
    return "upstream saw " + call.header("authorization").map(_ -> "another one").orElse("none");
  }
}
