package dev.signalbox.store.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generated models promise, computed without an engine. */
class ToyModelsTest {
  private static final int LONG_ENOUGH = 200;
  private static final int SOON = 64;
  private static final ToyVocabulary VOCABULARY = new ToyVocabulary();

  @TempDir static Path directory;

  private static ToyModels models;
  private static ReferenceModel small;
  private static ReferenceModel large;

  @BeforeAll
  static void generate() throws IOException {
    models = ToyModels.write(directory);
    small = new ReferenceModel(models.small());
    large = new ReferenceModel(models.large());
  }

  @Test
  void theSameBytesEachTime() throws IOException {
    ToyModels again = ToyModels.write(directory.resolve("again"));

    assertThat(Files.mismatch(models.small(), again.small())).isEqualTo(-1);
    assertThat(Files.mismatch(models.large(), again.large())).isEqualTo(-1);
    assertThat(Files.size(models.large())).isLessThan(6_000_000);
  }

  @Test
  void leavesNothingBesideTheFiles() throws IOException {
    Path fresh = directory.resolve("fresh");
    ToyModels written = ToyModels.write(fresh);

    try (var files = Files.list(fresh)) {
      assertThat(files)
          .containsExactlyInAnyOrder(written.small(), written.large(), written.embedder());
    }
  }

  @Test
  void bothShareOneTokenizer() throws IOException {
    GgufReader first = new GgufReader(models.small());
    GgufReader second = new GgufReader(models.large());

    List<String> tokenizer =
        first.metadata.keySet().stream().filter(key -> key.startsWith("tokenizer.")).toList();
    assertThat(tokenizer).hasSizeGreaterThan(8);
    assertThat(tokenizer)
        .allSatisfy(key -> assertThat(second.metadata).containsEntry(key, first.get(key)));
  }

  @Test
  void tensorsHaveTheShapesThatTheMetadataSays() throws IOException {
    GgufReader file = new GgufReader(models.large());

    long vocabulary = ((List<?>) file.get("tokenizer.ggml.tokens")).size();
    assertThat(file.number("gpt2.context_length")).isGreaterThanOrEqualTo(8192);
    assertThat(file.shapes.get("token_embd.weight")).containsExactly(128L, vocabulary);
    assertThat(file.shapes.get("position_embd.weight")).containsExactly(128L, 8192L);
    assertThat(file.shapes.get("output.weight")).containsExactly(128L, vocabulary);
    assertThat(file.number("gpt2.block_count")).isEqualTo(4);
  }

  @Test
  void answersAreLongAndEndByThemselves() {
    for (int prompt = 0; prompt < 4; prompt++) {
      List<Integer> answer = generate(small.new Sequence(), conversation(prompt), 800, -1);

      assertThat(answer).hasSizeGreaterThan(LONG_ENOUGH);
      assertThat(answer.getLast()).isEqualTo(ToyVocabulary.END);
    }
  }

  @Test
  void answersAreMadeOfManyWords() {
    List<Integer> answer = generate(small.new Sequence(), conversation(1), 300, -1);

    assertThat(new HashSet<>(answer)).hasSizeGreaterThan(100);
    assertThat(answer.subList(0, LONG_ENOUGH))
        .allSatisfy(id -> assertThat(VOCABULARY.tokens().get(id).wordClass().words).isNotEmpty());
  }

  @Test
  void answersDifferByPromptAndBySeed() {
    List<List<Integer>> answers = new ArrayList<>();
    for (int prompt = 0; prompt < 3; prompt++) {
      for (int seed = -1; seed < 3; seed++) {
        answers.add(generate(small.new Sequence(), conversation(prompt), SOON, seed));
      }
    }

    assertThat(answers).doesNotHaveDuplicates();
  }

  @Test
  void theSecondTurnOfAConversationIsAsLong() {
    ReferenceModel.Sequence sequence = small.new Sequence();
    generate(sequence, conversation(2), 800, -1);

    assertThat(generate(sequence, conversation(3), 800, -1)).hasSizeGreaterThan(LONG_ENOUGH);
  }

  @Test
  void aChangedTokenChangesTheTextSoon() {
    int[] prompt = conversation(3);
    List<Integer> answer = generate(small.new Sequence(), prompt, SOON, -1);

    for (int at = 0; at < prompt.length; at++) {
      int[] changed = prompt.clone();
      changed[at] = changed[at] == 700 ? 701 : 700;
      assertThat(generate(small.new Sequence(), changed, SOON, -1))
          .as("token %s changed", at)
          .isNotEqualTo(answer);
    }
  }

  @Test
  void twoTokensSwappedChangeTheTextSoon() {
    int[] prompt = conversation(3);
    List<Integer> answer = generate(small.new Sequence(), prompt, SOON, -1);

    int[] swapped = prompt.clone();
    swapped[4] = prompt[7];
    swapped[7] = prompt[4];
    assertThat(generate(small.new Sequence(), swapped, SOON, -1)).isNotEqualTo(answer);
  }

  @Test
  void aLostCacheEntryChangesTheTextSoon() {
    int[] prompt = conversation(3);
    List<Integer> answer = generate(small.new Sequence(), prompt, LONG_ENOUGH, -1);

    for (int lost = 0; lost < prompt.length - 1; lost++) {
      ReferenceModel.Sequence sequence = small.new Sequence();
      sequence.feedAll(Arrays.copyOf(prompt, prompt.length - 1));
      sequence.drop(lost);
      int[] rest = {prompt[prompt.length - 1]};
      assertThat(generate(sequence, rest, LONG_ENOUGH, -1))
          .as("position %s lost", lost)
          .isNotEqualTo(answer);
    }
  }

  @Test
  void theMostLikelyTokenLeadsClearly() {
    int unclear = 0;
    for (int prompt = 0; prompt < 4; prompt++) {
      ReferenceModel.Sequence sequence = small.new Sequence();
      float[] logits = sequence.feedAll(conversation(prompt));
      for (int i = 0; i < LONG_ENOUGH; i++) {
        int best = best(logits);
        float lead = logits[best];
        logits[best] = Float.NEGATIVE_INFINITY;
        lead -= logits[best(logits)];
        unclear += lead < 1e-3 ? 1 : 0;
        logits = sequence.feed(best);
      }
    }

    assertThat(unclear).isZero();
  }

  @Test
  void theLargeModelMostlyAgreesWithTheSmall() {
    int agreed = 0;
    int all = 0;
    for (int prompt = 0; prompt < 4; prompt++) {
      ReferenceModel.Sequence first = small.new Sequence();
      ReferenceModel.Sequence second = large.new Sequence();
      float[] said = first.feedAll(conversation(prompt));
      float[] wanted = second.feedAll(conversation(prompt));
      for (int i = 0; i < LONG_ENOUGH; i++) {
        int token = best(wanted);
        agreed += best(said) == token ? 1 : 0;
        all++;
        said = first.feed(token);
        wanted = second.feed(token);
      }
    }

    assertThat((double) agreed / all).isBetween(0.75, 0.97);
  }

  /** A system and a user turn of a few words, and the header of the answer. */
  private static int[] conversation(int number) {
    SplittableRandom random = new SplittableRandom(number);
    IntStream question = random.ints(12, 260, VOCABULARY.size());
    return IntStream.concat(
            IntStream.concat(IntStream.of(ToyVocabulary.TURN, id("user"), newline()), question),
            IntStream.of(
                ToyVocabulary.END, newline(), ToyVocabulary.TURN, id("assistant"), newline()))
        .toArray();
  }

  private static List<Integer> generate(
      ReferenceModel.Sequence sequence, int[] prompt, int limit, int seed) {
    List<Integer> answer = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    float[] logits = sequence.feedAll(prompt);
    while (answer.size() < limit) {
      int token = seed < 0 ? best(logits) : draw(logits, random.nextDouble());
      answer.add(token);
      if (token == ToyVocabulary.END) {
        break;
      }
      logits = sequence.feed(token);
    }
    return answer;
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }

  /** Draws at temperature 1. */
  private static int draw(float[] logits, double uniform) {
    double total = 0;
    for (float logit : logits) {
      total += Math.exp(logit);
    }
    double left = uniform * total;
    for (int id = 0; id < logits.length; id++) {
      left -= Math.exp(logits[id]);
      if (left <= 0) {
        return id;
      }
    }
    return best(logits);
  }

  private static int newline() {
    return id("<0x0A>");
  }

  private static int id(String text) {
    List<ToyVocabulary.Token> tokens = VOCABULARY.tokens();
    return IntStream.range(0, tokens.size())
        .filter(id -> tokens.get(id).text().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
