package dev.signalbox.router.core.decide;

import dev.signalbox.router.core.catalog.Catalog;
import dev.signalbox.router.core.difficulty.GainScale;
import dev.signalbox.router.core.fleet.ExpertFleet;
import dev.signalbox.router.core.policy.RungWorth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of every expert of a ladder for one request. Only for ladders of three rungs and
 * more, of which the scorer knows every expert: a step between two rungs is what the difficulty
 * tells. Immutable.
 *
 * @param first score expected of the first expert of the first rung
 * @param askedGain the gain that the threshold asks for the whole step to the last rung
 * @param byExpert what is expected of each expert, by id
 */
public record Prospects(double first, double askedGain, Map<String, Prospect> byExpert) {

  /**
   * What is expected of one expert.
   *
   * @param score expected score
   * @param cost 0 as the first rung .. 1 as the last, by the prices of the request where the last
   *     rung is dearer than the first, otherwise by the place on the ladder
   * @param worth {@link RungWorth} by its own gain; of the last rung no more than by the
   *     difficulty, so that a bound on its share stays one
   */
  public record Prospect(double score, double cost, double worth) {}

  public Prospects {
    byExpert = Map.copyOf(byExpert);
  }

  /**
   * What is expected, or null where that is not known.
   *
   * @param inquiry the request and its ladder
   * @param references what the policy calls each rung
   * @param scale how gains become difficulties; null if the scorer does not say
   */
  public static @Nullable Prospects of(
      Inquiry inquiry, List<String> references, @Nullable GainScale scale) {
    List<List<ExpertFleet>> rungs = inquiry.rungs();
    double threshold = inquiry.threshold().difficulty();
    if (rungs.size() < 3 || scale == null || threshold <= 0 || threshold >= 1) {
      return null;
    }
    Map<String, Double> scores = inquiry.assessment().expectedScores();
    Double first = score(rungs.getFirst().getFirst(), references.getFirst(), "small", scores);
    if (first == null) {
      return null;
    }
    double difficulty = inquiry.assessment().difficulty();
    double cheap = inquiry.expectedPrice(rungs.getFirst().getFirst());
    double dear = inquiry.expectedPrice(rungs.getLast().getFirst());
    int last = rungs.size() - 1;
    Map<String, Prospect> byExpert = new HashMap<>();
    for (int rung = 0; rung <= last; rung++) {
      for (ExpertFleet expert : rungs.get(rung)) {
        Double score = score(expert, references.get(rung), tier(rung, last), scores);
        if (score == null) {
          return null;
        }
        double cost = cost(inquiry.expectedPrice(expert), cheap, dear, rung, last);
        double gain = score - first;
        double worth =
            rung == last
                ? RungWorth.byGainOfLast(gain, cost, difficulty, threshold, scale)
                : RungWorth.byGain(gain, cost, threshold, scale);
        byExpert.put(expert.id(), new Prospect(score, cost, worth));
      }
    }
    return new Prospects(first, scale.gain(threshold), byExpert);
  }

  /**
   * What each rung is called by who knows of some names.
   *
   * @param references what the policy calls each rung
   * @return empty if an expert of a rung is not known, or two of one rung go by different names
   */
  public static List<String> names(
      List<List<ExpertFleet>> rungs, List<String> references, Set<String> known) {
    List<String> names = new ArrayList<>();
    for (int rung = 0; rung < rungs.size(); rung++) {
      String reference = references.get(rung);
      String tier = tier(rung, rungs.size() - 1);
      List<String> own =
          rungs.get(rung).stream()
              .map(expert -> Objects.requireNonNullElse(name(expert, reference, tier, known), ""))
              .distinct()
              .toList();
      if (own.size() != 1 || own.getFirst().isEmpty()) {
        return List.of();
      }
      names.add(own.getFirst());
    }
    return names;
  }

  /**
   * The part of the step from the first rung to the last that a rung costs: by prices where the
   * last rung is dearer than the first, otherwise by the place on the ladder.
   */
  public static double cost(double price, double cheap, double dear, int rung, int last) {
    return dear > cheap
        ? Math.clamp((price - cheap) / (dear - cheap), 0.0, 1.0)
        : (double) rung / last;
  }

  private static String tier(int rung, int last) {
    return rung == 0 ? "small" : rung == last ? "large" : "mid";
  }

  private static @Nullable Double score(
      ExpertFleet expert, String reference, String tier, Map<String, Double> scores) {
    String name = name(expert, reference, tier, scores.keySet());
    return name == null ? null : scores.get(name);
  }

  /**
   * By its id, then by what the policy calls its rung, then by the tier that belongs to the rung's
   * place, if it fills that: what is expected of small and large says nothing of who stands between
   * them, whatever tiers that expert fills elsewhere.
   */
  private static @Nullable String name(
      ExpertFleet expert, String reference, String tier, Set<String> known) {
    if (known.contains(expert.id())) {
      return expert.id();
    }
    boolean elsewhere = Catalog.TIERS.contains(reference) && !reference.equals(tier);
    if (!elsewhere && known.contains(reference)) {
      return reference;
    }
    return expert.expert().tiers().contains(tier) && known.contains(tier) ? tier : null;
  }
}
