package dev.signalbox.cli.verb;

import dev.signalbox.cli.gateway.ChatBody;
import dev.signalbox.cli.gateway.ChatEvents;
import java.io.PrintWriter;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ask}: one streamed answer, then who answered and why. */
@Command(name = "ask", description = "Ask a question; the last line says who answered and why.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Ask implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Standard standard;
  @Mixin private Target target;

  @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "The question.")
  private List<String> question;

  @Option(
      names = "--model",
      defaultValue = "auto",
      description = "auto, a tier or an expert (${DEFAULT-VALUE}).")
  private String model;

  @Option(names = "--max-tokens", description = "Longest answer, in tokens.")
  private @Nullable Integer maxTokens;

  @Override
  public Integer call() throws InterruptedException {
    ObjectNode body = ChatBody.explained(model, String.join(" ", question));
    if (maxTokens != null) {
      body.put("max_tokens", maxTokens);
    }
    PrintWriter out = spec.commandLine().getOut();
    HttpResponse<Stream<String>> answer = target.client().stream("/v1/chat/completions", body);
    ChatEvents events =
        new ChatEvents(piece -> {
          out.print(piece);
          out.flush();
        });
    try (Stream<String> lines = answer.body()) {
      events.read(lines);
    } finally {
      out.println();
      out.flush();
    }
    out.println();
    out.println(who(answer.headers(), events.usage()));
    return 0;
  }

  /** The stream's own words first: headers that were sent while waiting do not know yet. */
  static String who(HttpHeaders headers, @Nullable JsonNode usage) {
    JsonNode said = usage == null ? MissingNode.getInstance() : usage.path("signalbox");
    StringBuilder line = new StringBuilder("-- ");
    line.append(fact(said, "expert", headers).orElse("an expert"));
    fact(said, "mode", headers).ifPresent(mode -> line.append(" (").append(mode).append(')'));
    fact(said, "difficulty", headers)
        .ifPresent(difficulty -> line.append(", difficulty ").append(shortened(difficulty)));
    if (usage != null) {
      line.append(", ").append(usage.path("completion_tokens").asInt(0)).append(" tokens");
    }
    String why = Reasons.oneLine(said.path("reasons"));
    return why.isEmpty() ? line.toString() : line.append(": ").append(why).toString();
  }

  private static Optional<String> fact(JsonNode said, String name, HttpHeaders headers) {
    return said.hasNonNull(name)
        ? Optional.of(said.path(name).asString())
        : headers.firstValue("x-signalbox-" + name);
  }

  private static String shortened(String number) {
    try {
      return "%.2f".formatted(Double.parseDouble(number));
    } catch (NumberFormatException e) {
      return number;
    }
  }
}
