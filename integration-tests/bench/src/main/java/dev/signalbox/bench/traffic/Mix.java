package dev.signalbox.bench.traffic;

import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Requests of all kinds in the shares that are given here: most answers are waited for, some
 * clients leave, some ask what cannot be answered. Which request has which number is a function of
 * the seed.
 *
 * @param client who asks
 * @param seed of everything
 * @param mostTokens longest answer
 */
public record Mix(Client client, long seed, int mostTokens) {
  private static final String[] MODELS = {"auto", "small", "large"};
  private static final int FAULTS = 15;
  private static final int LEAVE_AT_ONCE = 10;
  private static final int LEAVE_LATER = 15;

  /** What became of one request. */
  public enum Share {
    WHOLE,
    LEFT,
    REFUSED,
    WRONG
  }

  /**
   * Makes a request and waits for its end, or for the moment to leave it.
   *
   * @param heard is told the question, the model and the end of each that was waited for
   */
  public Share make(int number, Heard heard) {
    Random random = new Random(seed * 1_000_003 + number);
    int kind = random.nextInt(100);
    Question question =
        new Question(random.nextInt(64), random.nextBoolean(), 1 + random.nextInt(mostTokens));
    String model = MODELS[random.nextInt(MODELS.length)];
    try {
      if (kind < FAULTS) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        return share(heard.hear(client.ask(fault), null));
      }
      if (kind < FAULTS + LEAVE_AT_ONCE) {
        client.leaveAtOnce(question, model);
        return Share.LEFT;
      }
      if (kind < FAULTS + LEAVE_AT_ONCE + LEAVE_LATER) {
        client.leaveAfter(1 + random.nextInt(4), question, model);
        return Share.LEFT;
      }
      return share(heard.hear(client.ask(question, model), question));
    } catch (IOException e) {
      return share(heard.hear(new Ended.Wrong("the connection: " + e.getMessage()), null));
    }
  }

  private static Share share(Ended ended) {
    return switch (ended) {
      case Ended.Whole whole -> Share.WHOLE;
      case Ended.Refused refused -> Share.REFUSED;
      case Ended.Wrong wrong -> Share.WRONG;
    };
  }

  /** Looks at ends, and may think worse of them. */
  @FunctionalInterface
  public interface Heard {
    /**
     * The end of a request that was waited for.
     *
     * @param question what was asked; null if it was a fault
     */
    Ended hear(Ended ended, @Nullable Question question);
  }
}
