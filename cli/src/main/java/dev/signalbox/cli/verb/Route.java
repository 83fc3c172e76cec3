package dev.signalbox.cli.verb;

import dev.signalbox.cli.gateway.ChatBody;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code route}: the decision only, explained. */
@Command(name = "route", description = "Show where a question would go, and why.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Route implements Callable<Integer> {
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

  @Option(names = "--json", description = "Print the decision as JSON.")
  private boolean json;

  @Option(
      names = "--explain",
      description =
          "Also show what the policy's aim comes to by each tenant's traffic, and what others"
              + " would.")
  private boolean explain;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode decision =
        target.client().post("/v1/route", ChatBody.of(model, String.join(" ", question)));
    JsonNode policy = explain ? policy(decision) : null;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(withPolicy(decision, policy).toPrettyString());
    } else {
      show(decision, out);
      out.print(policy == null ? "" : Aims.tables(policy));
      out.flush();
    }
    return 0;
  }

  /** The policy that decided, as the admin port shows it; null if that knows it no more. */
  private @Nullable JsonNode policy(JsonNode decision) throws InterruptedException {
    String id = decision.path("policy").asString("");
    return target
        .admin()
        .get("/admin/policies")
        .path("policies")
        .valueStream()
        .filter(one -> one.path("id").asString("").equals(id))
        .findFirst()
        .orElse(null);
  }

  /**
   * The decision, with the policy that made it under {@code explanation} where it was asked for.
   */
  static JsonNode withPolicy(JsonNode decision, @Nullable JsonNode policy) {
    if (policy == null || !(decision instanceof ObjectNode object)) {
      return decision;
    }
    return object.deepCopy().set("explanation", policy);
  }

  private static void show(JsonNode decision, PrintWriter out) {
    List<String> order =
        decision
            .path("placements")
            .valueStream()
            .map(placement -> placement.path("expert").asString("?"))
            .distinct()
            .toList();
    row(out, "expert", order.isEmpty() ? "none" : order.getFirst());
    if (order.size() > 1) {
      row(out, "then", String.join(", ", order.subList(1, order.size())));
    }
    for (String field :
        List.of("mode", "difficulty", "p_good_enough", "category", "language", "policy")) {
      if (decision.hasNonNull(field)) {
        row(out, field.replace('_', ' '), text(decision.path(field)));
      }
    }
    if (decision.path("thinking").isObject()) {
      row(out, "thinking", decision.path("thinking").path("effort").asString(""));
    }
    out.println();
    out.print(Reasons.table(decision.path("reasons")));
    out.flush();
  }

  private static String text(JsonNode value) {
    return value.isFloatingPointNumber() ? "%.4f".formatted(value.asDouble()) : value.asString("");
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-14s %s%n", name, value);
  }
}
