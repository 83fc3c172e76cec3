package dev.signalbox.gateway.feedback;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.Mode;
import dev.signalbox.router.api.RoutingOutcome.Tokens;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rested on beside the difficulty, so that another policy can be asked the same
 * later. No content.
 *
 * @param mode how the answer was made
 * @param chosen the expert that the policy chose; another one may have answered in its place
 * @param categoryConfidence probability of the category, 0..1; null if the router did not say
 * @param expectedScores score expected of each tier or expert, where the router told
 * @param router version of what judged the difficulty
 * @param model {@code auto}, a tier or an expert's id, as the client wrote it
 * @param needs capabilities that the request could not do without
 * @param promptEstimate tokens of the prompt as the router was told
 * @param maxTokens tokens that the answer might take; 0 for no limit
 * @param wishedShare the client's own bound on the share of large, 0..1; null for none
 * @param wishedQuality the client's own floor of quality, 0..1; null for none
 * @param wishedThinking what the client said itself of thinking
 * @param tokens of the answer as the upstream counted them; all 0 if it did not
 */
public record Circumstances(
    Mode mode,
    String chosen,
    @Nullable Double categoryConfidence,
    Map<String, Double> expectedScores,
    String router,
    String model,
    Set<Capability> needs,
    int promptEstimate,
    int maxTokens,
    @Nullable Double wishedShare,
    @Nullable Double wishedQuality,
    ClientThinking wishedThinking,
    Tokens tokens) {
  public Circumstances {
    expectedScores = Map.copyOf(expectedScores);
    needs = Set.copyOf(needs);
  }
}
