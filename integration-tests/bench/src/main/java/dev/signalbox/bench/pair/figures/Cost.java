package dev.signalbox.bench.pair.figures;

import dev.signalbox.router.core.catalog.Expert;
import java.util.Locale;

/** What is counted as cost. */
public enum Cost {
  /** What the experts' files say, in their unit. */
  PRICE("by the prices of the experts' files, of tokens read and written", 4) {
    @Override
    public double ofThousand(Expert expert, int promptTokens, int completionTokens) {
      return 1000 * expert.price().of(promptTokens, completionTokens);
    }
  },
  /** Work of a processor: every token, read or written, passes every active parameter. */
  COMPUTE("in 1e12 of (tokens read and written) x active parameters", 1) {
    @Override
    public double ofThousand(Expert expert, int promptTokens, int completionTokens) {
      return expert.activeParameters() / 1e9 * (promptTokens + completionTokens);
    }
  };

  private final String words;
  private final int digits;

  Cost(String words, int digits) {
    this.words = words;
    this.digits = digits;
  }

  /** What 1,000 answers of this length cost. */
  public abstract double ofThousand(Expert expert, int promptTokens, int completionTokens);

  /** How it is counted. */
  public String words() {
    return words;
  }

  /** A cost as tables show it. */
  String shown(double cost) {
    return String.format(Locale.ROOT, "%." + digits + "f", cost);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
