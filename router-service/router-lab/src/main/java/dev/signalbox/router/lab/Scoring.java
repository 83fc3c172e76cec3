package dev.signalbox.router.lab;

import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.lab.data.JsonlRewrite;
import dev.signalbox.router.lab.data.PromptLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Scores files of prompts: one line out for one line in, in the same order.
 *
 * @param scorer judges the prompts
 */
public record Scoring(BatchScorer scorer) {

  /**
   * Reads {@code input}, writes {@code output}: the fields of each line are kept and {@code
   * difficulty}, {@code p_good_enough}, {@code category} and {@code version} added.
   *
   * @return number of lines
   * @throws dev.signalbox.router.lab.data.BadInputException naming the first bad line; the output
   *     is then left as it was
   */
  public long run(Path input, Path output) throws IOException {
    return JsonlRewrite.run(input, output, this::scored);
  }

  private List<PromptLine> scored(List<PromptLine> lines) {
    List<Assessment> assessments = scorer.assess(lines.stream().map(PromptLine::prompt).toList());
    for (int i = 0; i < lines.size(); i++) {
      Assessment assessment = assessments.get(i);
      lines
          .get(i)
          .fields()
          .put("difficulty", assessment.difficulty())
          .put("p_good_enough", assessment.pGoodEnough())
          .put("category", assessment.category())
          .put("version", scorer.version());
    }
    return lines;
  }
}
