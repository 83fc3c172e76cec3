package dev.signalbox.router.core.difficulty.tenant;

import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import java.util.List;

/**
 * What a tenant's head takes over from the shared router: the values of its heads other than the
 * categories, and its difficulty.
 *
 * @param names names of the shared heads, in order; the raw difficulty follows them
 * @param means mean of each input over the tenant's labels
 * @param deviations their standard deviations, above 0
 */
public record SharedInputs(List<String> names, float[] means, float[] deviations) {
  private static final double CLIP = 4;

  public SharedInputs {
    names = List.copyOf(names);
  }

  /** Names of the inputs that a shared router offers. */
  public static List<String> names(RouterModel shared) {
    return shared
        .heads()
        .names()
        .subList(shared.categories().size(), shared.heads().names().size());
  }

  /** Values of a judgement, raw difficulty last. */
  public static double[] values(RouterModel shared, Judgement judgement) {
    int first = shared.categories().size();
    int count = shared.heads().names().size() - first;
    double[] values = new double[count + 1];
    for (int i = 0; i < count; i++) {
      values[i] = judgement.head(first + i);
    }
    values[count] = judgement.raw();
    return values;
  }

  /** Standardises values in place. */
  public double[] standardise(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp((values[i] - means[i]) / deviations[i], -CLIP, CLIP);
    }
    return values;
  }
}
