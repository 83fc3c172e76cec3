package dev.signalbox.router.lab;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.lab.data.JsonlRewrite;
import dev.signalbox.router.lab.data.PromptLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Scores a file of prompts: one line out for one line in, in the same order. */
public final class Scoring {
  private final Function<RoutingPrompt, Assessment> scorer;
  private final String version;

  /**
   * A run of one scorer.
   *
   * @param scorer judges a prompt; called by one thread
   * @param version version to write beside each score
   */
  public Scoring(Function<RoutingPrompt, Assessment> scorer, String version) {
    this.scorer = scorer;
    this.version = version;
  }

  /**
   * Reads {@code input}, writes {@code output}: the fields of each line are kept and {@code
   * difficulty}, {@code p_good_enough}, {@code category} and {@code version} added.
   *
   * @return number of lines
   * @throws dev.signalbox.router.lab.data.BadInputException naming the first bad line; the output
   *     is then not there
   */
  public long run(Path input, Path output) throws IOException {
    return JsonlRewrite.run(input, output, this::scored);
  }

  private ObjectNode scored(PromptLine line) {
    Assessment assessment = scorer.apply(line.prompt());
    return line.fields()
        .put("difficulty", assessment.difficulty())
        .put("p_good_enough", assessment.pGoodEnough())
        .put("category", assessment.category())
        .put("version", version);
  }
}
