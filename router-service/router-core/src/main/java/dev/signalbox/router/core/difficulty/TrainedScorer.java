package dev.signalbox.router.core.difficulty;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest;
import dev.signalbox.router.core.difficulty.features.PromptFeatures;
import dev.signalbox.router.core.difficulty.model.Judgement;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Judges prompts by a trained router: linear models over hashed n-grams and surface features. Tens
 * of microseconds a page of text; no I/O, and no allocation beyond the answer.
 */
public final class TrainedScorer implements DifficultyScorer {
  /** Category of a prompt that the model is not sure about. */
  public static final String OTHER = "other";

  /** Prefix of the heads that tell a tier's expected score. */
  public static final String SCORE = "score:";

  /** Below this probability the likeliest category is not believed. */
  private static final double SURE = 0.3;

  private static final String DEFAULT = "default-router.bin";

  private final RouterModel model;
  private final String version;

  /** The categories, each once. */
  private final List<String> categories;

  /** Of each class the place of its category. */
  private final int[] placeOfClass;

  private final Calibration calibration;

  /** Buffers are large and decisions are many: each thread that scores keeps its own. */
  private final ThreadLocal<Buffers> buffers;

  private TrainedScorer(RouterModel model, String version) {
    this.model = model;
    this.version = version;
    int classes = model.categories().size();
    this.categories = IntStream.range(0, classes).mapToObj(model::category).distinct().toList();
    this.placeOfClass =
        IntStream.range(0, classes).map(i -> categories.indexOf(model.category(i))).toArray();
    this.calibration =
        Calibrations.of(model.quantiles(), new GainScale(model.centre(), model.spread()));
    this.buffers = ThreadLocal.withInitial(() -> new Buffers(model));
  }

  /** The default router that ships with this module. */
  public static TrainedScorer loadDefault() {
    return load(defaultArtefact());
  }

  /**
   * A scorer from an artefact.
   *
   * @throws MalformedModelException if it is of another version, cut, changed or not an artefact;
   *     the message says which
   */
  public static TrainedScorer load(byte[] artefact) {
    RouterModel model = RouterModelFile.read(artefact);
    return new TrainedScorer(model, model.name() + "." + RouterModelFile.fingerprint(artefact));
  }

  /** The bytes of the default router. */
  public static byte[] defaultArtefact() {
    try (InputStream in = TrainedScorer.class.getResourceAsStream(DEFAULT)) {
      if (in == null) {
        throw new MalformedModelException("the default router is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Assessment assess(RoutingRequest request) {
    return assess(request.prompt());
  }

  /** Judges one prompt; never fails on any text, empty or broken. */
  public Assessment assess(RoutingPrompt prompt) {
    Buffers own = buffers.get();
    own.features.read(prompt);
    model.judge(own.features, own.judgement);
    return assess(own.judgement);
  }

  /** What a judgement by {@link #model()} comes to, for those that judge a prompt themselves. */
  public Assessment assess(Judgement judgement) {
    String category = OTHER;
    double confidence = 0;
    for (int place = 0; place < categories.size(); place++) {
      double sum = confidence(place, judgement);
      if (sum > confidence) {
        category = categories.get(place);
        confidence = sum;
      }
    }
    return new Assessment(
        judgement.difficulty(),
        judgement.goodEnough(),
        confidence >= SURE ? category : OTHER,
        confidence,
        expectedScores(judgement));
  }

  /** Classes of one category count together: a prompt may be a bit of each. */
  private double confidence(int place, Judgement judgement) {
    double sum = 0;
    for (int i = 0; i < placeOfClass.length; i++) {
      sum += placeOfClass[i] == place ? judgement.category(i) : 0;
    }
    return Math.min(1, sum);
  }

  private Map<String, Double> expectedScores(Judgement judgement) {
    Map<String, Double> scores = LinkedHashMap.newLinkedHashMap(3);
    for (int h = model.categories().size(); h < model.heads().names().size(); h++) {
      String head = model.heads().names().get(h);
      if (head.startsWith(SCORE)) {
        scores.put(head.substring(SCORE.length()), Math.clamp((double) judgement.head(h), 0, 1));
      }
    }
    return scores;
  }

  /** What this scorer knows, for those that build on it. */
  public RouterModel model() {
    return model;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Calibration calibration() {
    return calibration;
  }

  private static final class Buffers {
    final PromptFeatures features = new PromptFeatures();
    final Judgement judgement;

    Buffers(RouterModel model) {
      judgement = model.judgement();
    }
  }
}
