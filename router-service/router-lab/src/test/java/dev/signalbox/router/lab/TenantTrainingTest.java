package dev.signalbox.router.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.core.difficulty.Assessment;
import dev.signalbox.router.core.difficulty.DifficultyScorer;
import dev.signalbox.router.core.difficulty.TrainedScorer;
import dev.signalbox.router.core.difficulty.model.RouterModel;
import dev.signalbox.router.core.difficulty.model.RouterModelFile;
import dev.signalbox.router.core.difficulty.tenant.HeadFolder;
import dev.signalbox.router.core.difficulty.tenant.TenantHeads;
import dev.signalbox.router.lab.data.BadInputException;
import dev.signalbox.router.lab.data.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantTrainingTest {
  private static final RoutingPrompt HARD =
      RoutingPrompt.of("Please appraise the ruby of number 7.");
  private static final RoutingPrompt EASY =
      RoutingPrompt.of("Please appraise the coin of number 7.");

  @TempDir private Path folder;
  private final TrainedScorer shared = TrainedScorer.loadDefault();
  private Path labels;

  @BeforeEach
  void writeLabels() throws IOException {
    labels = write(IntStream.range(0, 120).mapToObj(TenantTrainingTest::label));
  }

  @Test
  void aHeadLearnsWhatIsHardForItsTenant() throws IOException {
    TenantTraining.Result result = train();
    assertThat(result.number()).isEqualTo(1);
    assertThat(result.labels()).isEqualTo(120);
    assertThat(result.line("acme"))
        .startsWith("head acme-1 of 120 labels serves; APGR on the 120 that rate both")
        .doesNotContain("NaN");
    assertThat(apgr(result)).isGreaterThan(0.7);
    BatchScorer scorer = BatchScorer.tenant(shared, folder, "acme", LetterEmbedding::new);
    List<Assessment> judged = scorer.assess(List.of(HARD, EASY));
    assertThat(judged.getFirst().difficulty()).isGreaterThan(judged.getLast().difficulty());
    assertThat(judged.getFirst().pGoodEnough()).isLessThan(judged.getLast().pGoodEnough());
    assertThat(scorer.version()).isEqualTo("acme-1+" + shared.version());
  }

  @Test
  void aHeadLearnsFromRatingsOfOneTierAtATime() throws IOException {
    labels =
        write(
            IntStream.range(0, 120)
                .mapToObj(TenantTrainingTest::label)
                .map(label -> label.replace(", \"large\": 1", "")));
    train();
    BatchScorer scorer = BatchScorer.tenant(shared, folder, "acme", LetterEmbedding::new);
    List<Assessment> judged = scorer.assess(List.of(HARD, EASY));
    assertThat(judged.getFirst().difficulty()).isGreaterThan(judged.getLast().difficulty());
  }

  @Test
  void theLastRatingOfARequestCounts() throws IOException {
    String line = "{\"request_id\":\"r\",\"prompt\":\"p\",\"scores\":{\"small\":%s}}";
    labels = write(Stream.of(line.formatted("1"), line.formatted("0.25"), label(1)));

    assertThat(Labels.read(labels, List.of()))
        .hasSize(2)
        .first()
        .extracting(label -> label.score("small"))
        .isEqualTo(0.25);
  }

  @Test
  void aRunningRouterTakesUpAHeadAndItsReversal() throws IOException {
    TenantHeads heads = new TenantHeads(shared, folder);
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(shared);
    train();
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");
    assertThat(heads.of("other")).isSameAs(shared);
    train();
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-2+");
    HeadFolder.of(folder, "acme").use(1);
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");
    HeadFolder.of(folder, "acme").use(0);
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(shared);
  }

  @Test
  void aHeadServesOnTheSharedRouterThatItWasTrainedOnAlone() throws IOException {
    AtomicReference<TrainedScorer> router = new AtomicReference<>(shared);
    TenantHeads heads = new TenantHeads(router::get, folder);
    train();
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");

    TrainedScorer other = renamed(shared.model());
    router.set(other);
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(other);

    router.set(shared);
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");
  }

  private static TrainedScorer renamed(RouterModel model) {
    return TrainedScorer.load(
        RouterModelFile.write(
            new RouterModel(
                "other-1",
                model.heads(),
                model.categories(),
                model.sharpness(),
                model.kinds(),
                model.centre(),
                model.spread(),
                model.quantiles())));
  }

  @Test
  void aBrokenHeadLeavesTheOneBeforeServing() throws IOException {
    TenantHeads heads = new TenantHeads(shared, folder);
    train();
    heads.refresh();
    byte[] whole = HeadFolder.of(folder, "acme").read(1);
    HeadFolder.of(folder, "acme").add(Arrays.copyOf(whole, whole.length / 2));
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");
  }

  @Test
  void aBrokenHeadServesOnceItIsRepaired() throws IOException {
    TenantHeads heads = new TenantHeads(shared, folder);
    train();
    heads.refresh();
    byte[] whole = HeadFolder.of(folder, "acme").read(1);
    HeadFolder.of(folder, "acme").add(Arrays.copyOf(whole, whole.length / 2));
    heads.refresh();
    DifficultyScorer first = heads.of("acme");
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(first);

    Files.write(folder.resolve("acme/0002.head"), whole);
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-2+");
  }

  @Test
  void afterARestartTheNewestHeadThatCanBeReadServesForABrokenOne() throws IOException {
    train();
    byte[] whole = HeadFolder.of(folder, "acme").read(1);
    HeadFolder.of(folder, "acme").add(whole);
    byte[] broken = Arrays.copyOf(whole, whole.length / 2);
    HeadFolder.of(folder, "acme").add(broken);
    HeadFolder.of(folder, "acme").add(broken);
    HeadFolder.of(folder, "acme").add(whole);
    HeadFolder.of(folder, "acme").use(4);
    TenantHeads heads = new TenantHeads(shared, folder);

    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-2+");
    DifficultyScorer second = heads.of("acme");
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(second);
  }

  @Test
  void theSharedRouterServesWhereNoHeadCanBeReadUntilOneCan() throws IOException {
    train();
    byte[] whole = HeadFolder.of(folder, "acme").read(1);
    Path only = folder.resolve("acme/0001.head");
    Files.delete(only);
    TenantHeads heads = new TenantHeads(shared, folder);
    heads.refresh();
    heads.refresh();
    assertThat(heads.of("acme")).isSameAs(shared);

    Files.write(only, whole);
    heads.refresh();
    assertThat(heads.of("acme").version()).startsWith("acme-1+");
  }

  @Test
  void equalLabelsGiveEqualBytes() throws IOException {
    train();
    train();
    HeadFolder heads = HeadFolder.of(folder, "acme");
    assertThat(heads.read(1)).isEqualTo(heads.read(2));
  }

  @Test
  void tooFewLabelsAreRefused() throws IOException {
    labels = write(IntStream.range(0, 10).mapToObj(TenantTrainingTest::label));
    assertThatThrownBy(this::train)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("10 labels (expected: at least 50 that");
  }

  @Test
  void aLabelOutOfRangeIsNamed() throws IOException {
    labels =
        Files.writeString(
            folder.resolve("labels.jsonl"),
            "{\"prompt\": \"a\", \"scores\": {\"small\": 0, \"large\": 2}}\n");
    assertThatThrownBy(this::train)
        .hasMessageContaining("line 1: scores.large: 2 (expected: a number 0..1)");
  }

  @Test
  void aScoreThatNoNumberOfTheMachineHoldsIsNamed() throws IOException {
    labels = write(Stream.of("{\"prompt\": \"a\", \"scores\": {\"small\": 0, \"large\": 1e400}}"));
    assertThatThrownBy(this::train)
        .hasMessageContaining("line 1: scores.large: 1E+400 (expected: a number 0..1)");
  }

  /** Copies on both sides of a fold would tell each other's score. */
  @Test
  void aPromptThatIsLabelledAgainTellsNothingOfItself() throws IOException {
    Random random = new Random(5);
    List<String> prompts =
        IntStream.range(0, 60)
            .mapToObj(i ->
                "{\"prompt\": \"Appraise %s.\", \"scores\": {\"small\": %d, \"large\": 1}}"
                    .formatted(Long.toString(random.nextLong(), 36), random.nextInt(2)))
            .toList();
    labels = write(IntStream.range(0, 300).mapToObj(i -> prompts.get(i % 60)));

    assertThat(apgr(train())).isBetween(0.3, 0.7);
  }

  @Test
  void aTenantWithoutAHeadIsSaid() {
    assertThatThrownBy(() -> BatchScorer.tenant(shared, folder, "nobody", LetterEmbedding::new))
        .hasMessageContaining("tenant nobody has no head");
  }

  private static double apgr(TenantTraining.Result result) {
    return Objects.requireNonNull(result.ranking()).apgr();
  }

  private TenantTraining.Result train() throws IOException {
    return TenantTraining.run(folder, "acme", labels, shared, new LetterEmbedding());
  }

  private Path write(Stream<String> lines) throws IOException {
    return Files.writeString(
        folder.resolve("labels.jsonl"), lines.collect(Collectors.joining("\n")));
  }

  private static String label(int i) {
    boolean hard = i % 2 == 0;
    return "{\"prompt\": \"Please appraise the %s of number %d.\", \"scores\": {\"small\": %d, \"large\": 1}}"
        .formatted(hard ? "ruby" : "coin", i, hard ? 0 : 1);
  }
}
