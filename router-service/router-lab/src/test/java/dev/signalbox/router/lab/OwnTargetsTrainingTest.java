package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.RatedGains;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.features.SurfaceFeature;
import dev.signalbox.router.core.difficulty.model.FieldFormat;
import dev.signalbox.router.core.difficulty.model.LinearHeads;
import dev.signalbox.router.core.difficulty.model.LinearHeadsFormat;
import dev.signalbox.router.core.difficulty.model.MalformedModelException;
import dev.signalbox.router.core.difficulty.model.SealedBytes;
import dev.signalbox.router.core.difficulty.tenant.GainCalibration;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.TenantHead;
import dev.signalbox.router.core.difficulty.tenant.TenantHeadFile;
import dev.signalbox.router.core.difficulty.tenant.TenantScorer;
import dev.signalbox.router.core.policy.RungWorth;
import dev.signalbox.router.lab.data.Labels;
import dev.signalbox.router.lab.tenant.TenantFit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of more than small and large. Rubies are hard for small, coins and pearls are not. */
class OwnTargetsTrainingTest {
  private static final SealedBytes FIRST_FORMAT = new SealedBytes("tenant head", 0x53425448, 1);
  private static final SealedBytes SECOND_FORMAT = new SealedBytes("tenant head", 0x53425448, 1, 2);
  private static final double BIAS = 1.5;
  private static final double SLOPE = -4;
  private static final List<String> THINGS = List.of("ruby", "pearl", "coin");

  @TempDir private Path folder;
  private final TrainedScorer shared = TrainedScorer.loadDefault();

  /** The middle one is as good as large on pearls and as small elsewhere. */
  private static String label(int i, boolean withMiddle) {
    String thing = THINGS.get(i % 3);
    int small = thing.equals("coin") ? 1 : 0;
    int mid = thing.equals("ruby") ? 0 : 1;
    return "{\"prompt\": \"Please appraise the %s of number %d.\", \"scores\": {\"small\": %d, %s\"useless\": 0, \"large\": 1}}"
        .formatted(thing, i, small, withMiddle ? "\"org/mid:1\": " + mid + ", " : "");
  }

  private Path write(int count, int withMiddle) throws IOException {
    return Files.writeString(
        folder.resolve("labels.jsonl"),
        IntStream.range(0, count)
            .mapToObj(i -> label(i, i < withMiddle))
            .collect(Collectors.joining("\n")));
  }

  private TenantTraining.Result train(int count, int withMiddle) throws IOException {
    return TenantTraining.run(
        folder, "acme", write(count, withMiddle), shared, new LetterEmbedding());
  }

  private TenantScorer scorer() throws IOException {
    byte[] head = HeadFolder.of(folder, "acme").read(1);
    return new TenantScorer(shared, TenantHeadFile.read(head), "acme-1");
  }

  private static RoutingPrompt prompt(String thing) {
    return RoutingPrompt.of("Please appraise the " + thing + " of number 7.");
  }

  private static double gain(Map<String, Double> scores, String expert) {
    return Objects.requireNonNull(scores.get(expert)) - Objects.requireNonNull(scores.get("small"));
  }

  private static String chosen(TenantScorer scorer, String thing, double threshold) {
    Map<String, Double> scores = scorer.assess(prompt(thing), null).expectedScores();
    List<String> ladder = List.of("small", "useless", "org/mid:1", "large");
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (int rung = 0; rung < ladder.size(); rung++) {
      double gain = gain(scores, ladder.get(rung));
      double worth = RungWorth.byGain(gain, rung / 3.0, threshold, scorer.head().fast().scale());
      if (worth > most) {
        most = worth;
        best = ladder.get(rung);
      }
    }
    return best;
  }

  @Test
  void eachExpertGetsThePromptsThatItIsWorth() throws IOException {
    assertThat(train(300, 300).further().learnt()).containsExactly("org/mid:1", "useless");
    TenantScorer scorer = scorer();
    double threshold = scorer.head().fast().scale().difficulty(0.3);
    assertThat(chosen(scorer, "coin", threshold)).isEqualTo("small");
    assertThat(chosen(scorer, "pearl", threshold)).isEqualTo("org/mid:1");
    assertThat(chosen(scorer, "ruby", threshold)).isEqualTo("large");
    for (double any = 0.01; any < 1; any += 0.01) {
      for (String thing : THINGS) {
        assertThat(chosen(scorer, thing, any)).isNotEqualTo("useless");
      }
    }
  }

  @Test
  void largesExpectedScoreIsSmallsAndTheGainThatTheDifficultyTells() throws IOException {
    train(300, 300);
    TenantScorer scorer = scorer();
    for (String thing : THINGS) {
      var judged = scorer.assess(prompt(thing), null);
      double gain = gain(judged.expectedScores(), "large");
      assertThat(scorer.head().fast().scale().difficulty(gain))
          .isCloseTo(judged.difficulty(), within(1e-9));
    }
  }

  @Test
  void tooFewLabelsOfAnExpertAreToldAndPassedOver() throws IOException {
    TenantTraining.Result result = train(300, 99);
    assertThat(result.further().learnt()).containsExactly("useless");
    assertThat(result.further().passedOver()).containsExactly(Map.entry("org/mid:1", 99));
    assertThat(scorer().assess(prompt("ruby"), null).expectedScores())
        .containsOnlyKeys("small", "large", "useless");
  }

  @Test
  void anExpertMayBeRatedOnSomeLabelsOnlyAndByItself() throws IOException {
    Path labels = write(240, 120);
    String alone = "\n{\"prompt\": \"Please appraise the pearl.\", \"scores\": {\"mid\": 1}}";
    Files.writeString(labels, Files.readString(labels) + alone.repeat(110));
    TenantTraining.Result result =
        TenantTraining.run(folder, "acme", labels, shared, new LetterEmbedding());
    assertThat(result.labels()).isEqualTo(240);
    assertThat(result.further().learnt()).containsExactly("mid", "org/mid:1", "useless");
    assertThat(chosen(scorer(), "pearl", scorer().head().fast().scale().difficulty(0.3)))
        .isEqualTo("org/mid:1");
  }

  @Test
  void headsOfOlderFormatsGoOnWorking() throws IOException {
    TenantHead now = fit();
    TenantScorer after = new TenantScorer(shared, now, "acme-1");
    byte[] first = FIRST_FORMAT.seal(old(now, formsAlone(now.linear()), 2));
    byte[] second = SECOND_FORMAT.seal(old(now, now.linear(), now.linear().names().size()));
    for (byte[] old : List.of(first, second)) {
      TenantScorer before = new TenantScorer(shared, TenantHeadFile.read(old), "acme-1");
      for (String thing : THINGS) {
        var one = before.assess(prompt(thing), null);
        var other = after.assess(prompt(thing), null);
        assertThat(one.difficulty()).isEqualTo(other.difficulty());
        assertThat(one.expectedScores())
            .isEqualTo(
                old == first
                    ? shared.assess(prompt(thing)).expectedScores()
                    : other.expectedScores());
        assertThat(before.calibration().rated()).isNull();
        double gain = now.fast().scale().gain(one.difficulty());
        assertThat(one.pGoodEnough())
            .isCloseTo(1 / (1 + Math.exp(-(BIAS + SLOPE * gain))), within(1e-6));
      }
    }
  }

  @Test
  void headIsTheSameAfterItWasWritten() throws IOException {
    TenantHead head = fit();
    TenantHead read = TenantHeadFile.read(TenantHeadFile.write(head));
    assertThat(read).usingRecursiveComparison().ignoringFields("linear").isEqualTo(head);
    assertThat(Objects.requireNonNull(read.rated()).names()).containsExactly("large", "org/mid:1");
  }

  @Test
  void gainsThatCameAreThoseOfLabelsThatGiveBothScores() throws IOException {
    Path labels = write(240, 120);
    String half = "\n{\"prompt\": \"Please appraise the pearl.\", \"scores\": {\"large\": 1}}";
    Files.writeString(labels, Files.readString(labels) + half.repeat(30));
    TenantTraining.run(folder, "acme", labels, shared, new LetterEmbedding());
    RatedGains rated = Objects.requireNonNull(scorer().head().rated());
    assertThat(rated.size()).isEqualTo(270);
    assertThat(rated.names()).containsExactly("large", "org/mid:1", "useless");
    assertThat(given(rated.actual()[0])).isEqualTo(240);
    assertThat(given(rated.actual()[1])).isEqualTo(120);
    assertThat(given(rated.expected()[1])).isEqualTo(120);
    assertThat(rated.actual()[0]).contains(0f, 1f);
  }

  private static long given(float[] gains) {
    return IntStream.range(0, gains.length).filter(i -> !Float.isNaN(gains[i])).count();
  }

  @Test
  void headThatIsCutOrOfALaterFormatIsRefused() throws IOException {
    byte[] whole = TenantHeadFile.write(fit());
    assertThatThrownBy(() -> TenantHeadFile.read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MalformedModelException.class)
        .hasMessage("tenant head is cut or changed: its checksum does not match");
    byte[] later = new SealedBytes("tenant head", 0x53425448, 4).seal(body(whole));
    assertThatThrownBy(() -> TenantHeadFile.read(later))
        .hasMessage("tenant head of format 4 (expected: 1 to 3): train it again");
    assertThatThrownBy(() -> FIRST_FORMAT.open(whole))
        .hasMessage("tenant head of format 3 (expected: 1): train it again");
    assertThat(ByteBuffer.wrap(whole).getInt(4)).isEqualTo(3);
  }

  private TenantHead fit() throws IOException {
    return TenantFit.of(
            Labels.read(write(120, 120), List.of()), List.of("org/mid:1"), shared, null, null)
        .head();
  }

  /** Both forms, as heads of the first format had them; eight heads take no more room than two. */
  private static LinearHeads formsAlone(LinearHeads all) {
    int heads = all.names().size();
    float[] surface = new float[2 * SurfaceFeature.COUNT];
    for (int i = 0; i < surface.length; i++) {
      surface[i] = all.surfaceWeights()[i / 2 * heads + i % 2];
    }
    return new LinearHeads(
        all.names().subList(0, 2),
        all.rows(),
        Arrays.copyOf(all.scales(), 2),
        all.surfaceMeans(),
        all.surfaceDeviations(),
        surface,
        Arrays.copyOf(all.biases(), 2));
  }

  /** A head's body as the first two formats have it: good enough is a line. */
  private static byte[] old(TenantHead head, LinearHeads linear, int heads) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(head.shared());
    LinearHeadsFormat.write(out, linear);
    FieldFormat.writeStrings(out, head.inputs().names());
    FieldFormat.writeFloats(out, head.inputs().means());
    FieldFormat.writeFloats(out, head.inputs().deviations());
    FieldFormat.writeFloats(
        out, Arrays.copyOf(head.inputWeights(), heads * head.inputs().means().length));
    for (GainCalibration form : List.of(head.fast(), head.full())) {
      double[] numbers = {form.scale().centre(), form.scale().spread(), BIAS, SLOPE};
      FieldFormat.writeDoubles(out, numbers);
      FieldFormat.writeDoubles(out, form.quantiles());
    }
    out.writeUTF("");
    return bytes.toByteArray();
  }

  private static byte[] body(byte[] sealed) {
    return Arrays.copyOfRange(sealed, 8, sealed.length - 32);
  }
}
