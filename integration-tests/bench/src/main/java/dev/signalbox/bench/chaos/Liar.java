package dev.signalbox.bench.chaos;

import dev.signalbox.conformance.upstream.Call;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.conformance.upstream.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A replica that says it is well and answers garbage, each time another kind. None of it can be
 * taken for a whole answer, or it would be no garbage.
 */
final class Liar {
  private static final Duration GAP = Duration.ofMillis(5);
  private static final String HTML = "<html><body>It works!</body></html>";
  private static final List<Supplier<Script>> LIES =
      List.of(
          () -> Script.answer("200 OK", "text/html", HTML),
          () -> Script.answer("500 Internal Server Error", "text/html", HTML),
          () -> Script.answer("200 OK", "application/json", "{\"choices\": [{\"index\": 0, \"mess"),
          () -> Script.answer("302 Found\r\nLocation: http://127.0.0.1:1/", "text/html", HTML),
          () -> Script.answer("429 Too Many Requests\r\nRetry-After: 1", "application/json", "{}"),
          () -> Script.of(new Step.Reset()),
          () -> Script.of(new Step.Close()),
          () -> Script.of(raw("\0\1\2 not even HTTP\r\n\r\n"), new Step.Close()),
          () ->
              Script.of(
                  raw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"ch"), new Step.Close()),
          () -> Script.stream().then(new Step.Close()),
          () -> Script.stream().words(3, GAP).then(new Step.Reset()),
          () -> Script.stream().words(3, GAP).then(new Step.Close()),
          () -> Script.stream().words(3, GAP).then(raw("xyz\r\nno chunk\r\n")),
          () -> Script.stream().words(2, GAP).end(),
          () -> Script.stream().data("{\"no\": \"json").then(new Step.Close()),
          () -> Script.stream().data("{\"error\":{\"message\":\"broken\"}}").end(),
          () -> Script.stream().text("no event at all\n\n").then(new Step.Close()));

  private final Random random;

  private Liar(Random random) {
    this.random = random;
  }

  /** Starts on any free port. */
  static ScriptedUpstream start(long seed) throws IOException {
    Liar liar = new Liar(new Random(seed));
    ScriptedUpstream upstream = ScriptedUpstream.start(0);
    upstream.otherwise(liar::lie);
    return upstream;
  }

  private synchronized Script lie(Call call) {
    return call.method().equals("GET")
        ? Script.answer(
            "200 OK", "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}")
        : LIES.get(random.nextInt(LIES.size())).get();
  }

  private static Step raw(String text) {
    return new Step.Raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
