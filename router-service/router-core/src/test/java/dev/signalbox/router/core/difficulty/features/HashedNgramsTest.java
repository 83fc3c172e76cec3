package dev.signalbox.router.core.difficulty.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HashedNgramsTest {
  private final HashedNgrams ngrams = new HashedNgrams();

  @Test
  void caseDigitsAndWhiteSpaceDoNotMatter() {
    assertThat(counts("Add 12  to\n345")).isEqualTo(counts("add 98 TO 761"));
  }

  @Test
  void wordOrderMatters() {
    assertThat(counts("dog bites man")).isNotEqualTo(counts("man bites dog"));
  }

  @Test
  void anEarlierTextLeavesNoTrace() {
    Map<Integer, Integer> first = counts("a question");
    counts("another, much longer text that touches many more buckets");
    assertThat(counts("a question")).isEqualTo(first);
  }

  @Test
  void anEmptyTextHitsNothing() {
    assertThat(counts("")).isEmpty();
    assertThat(counts("  ")).isEmpty();
  }

  @Test
  void textBeyondTheLimitIsNotRead() {
    String limit = "x".repeat(HashedNgrams.MAX_CHARS);
    assertThat(counts(limit + "tail")).isEqualTo(counts(limit));
  }

  private Map<Integer, Integer> counts(String text) {
    ngrams.read(text);
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < ngrams.size(); i++) {
      counts.put(ngrams.bucket(i), ngrams.count(i));
    }
    return counts;
  }
}
