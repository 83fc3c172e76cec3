package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.Calibration;
import dev.signalbox.router.core.difficulty.Calibrations;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges by a tenant's head: its difficulty, chance of good enough and expected scores, and the
 * shared router's category.
 */
public final class TenantScorer implements DifficultyScorer {
  private final TrainedScorer shared;
  private final TenantHead head;
  private final String version;
  private final Calibration calibration;
  private final ThreadLocal<PromptFeatures> features = ThreadLocal.withInitial(PromptFeatures::new);
  private final ThreadLocal<Judgement> judgements;

  /**
   * A head on the shared router it was trained on.
   *
   * @param version version of the head, e.g. {@code acme-3}
   * @throws MalformedModelException if it was trained on another
   */
  public TenantScorer(TrainedScorer shared, TenantHead head, String version) {
    if (!head.shared().equals(shared.version())) {
      throw new MalformedModelException(
          "head "
              + version
              + " was trained on router "
              + head.shared()
              + " (this is "
              + shared.version()
              + "): train it again");
    }
    this.shared = shared;
    this.head = head;
    this.version = version + "+" + shared.version();
    GainCalibration fast = head.fast();
    this.calibration =
        Calibrations.of(fast.quantiles(), fast.gains(), fast.scale()).with(head.rated());
    this.judgements = ThreadLocal.withInitial(shared.model()::judgement);
  }

  @Override
  public Assessment assess(RoutingRequest request) {
    return assess(request.prompt(), null);
  }

  /**
   * Judges a prompt.
   *
   * @param vector the prompt's embedding for the full form; null for the fast form
   */
  public Assessment assess(RoutingPrompt prompt, float @Nullable [] vector) {
    PromptFeatures own = features.get();
    Judgement judgement = judgements.get();
    own.read(prompt);
    shared.model().judge(own, judgement);
    Assessment base = shared.assess(judgement);
    double[] inputs = head.inputs().standardise(SharedInputs.values(shared.model(), judgement));
    boolean full = vector != null && head.neighbours() != null;
    double[] values = head.values(own, inputs);
    double gain = full && vector != null ? head.fullGain(values, vector) : values[TenantHead.FAST];
    GainCalibration calibration = full ? head.full() : head.fast();
    Map<String, Double> scores = head.expectedScores(values);
    return new Assessment(
        calibration.scale().difficulty(gain),
        calibration.goodEnough().at(gain),
        base.category(),
        base.categoryConfidence(),
        scores.isEmpty() ? base.expectedScores() : scores);
  }

  @Override
  public Calibration calibration() {
    return calibration;
  }

  /** The head. */
  public TenantHead head() {
    return head;
  }

  @Override
  public String version() {
    return version;
  }
}
