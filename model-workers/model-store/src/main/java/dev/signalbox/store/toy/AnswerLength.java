package dev.signalbox.store.toy;

/**
 * Lets an answer end, but not early. A head of the first layer finds where the turn began: among
 * the tokens that start a turn it takes the latest. The feed-forward units of that layer compare it
 * with the position, and open a gate from {@value #SHORTEST} tokens on, at the end of a sentence
 * only.
 */
final class AnswerLength {
  /** Tokens of a turn before the gate begins to open; the turn's header counts too. */
  static final int SHORTEST = 212;

  /** Tokens from there until it is wide open. */
  private static final int OPENING = 128;

  /** What the end of an answer gets with the gate shut, and what the open gate adds. */
  static final double SHUT = -20;

  static final double OPEN = 30;

  static final int UNITS = 2;

  private static final double STEEP = 64;
  private static final double NATS_PER_POSITION = 2;
  private static final double NATS_AGAINST_OTHERS = 32768;

  private AnswerLength() {}

  static void wireHead(Attention attention, int head) {
    Linear rows = attention.queryKeyValue;
    double scale = Attention.SCORE_SCALE;
    rows.addBias(attention.query(head, 0), NATS_PER_POSITION * Position.LOWER * scale);
    rows.addBias(attention.query(head, 1), NATS_PER_POSITION * scale);
    rows.addBias(attention.query(head, 2), -NATS_AGAINST_OTHERS);
    rows.add(attention.key(head, 0), Residual.UPPER_DIGIT.at(), 1);
    rows.add(attention.key(head, 1), Residual.LOWER_DIGIT.at(), 1);
    rows.addBias(attention.key(head, 2), scale);
    rows.add(attention.key(head, 2), Residual.of(WordClass.MARK), -scale);
    rows.add(attention.value(head, 0), Residual.UPPER_DIGIT.at(), 1);
    rows.add(attention.value(head, 1), Residual.LOWER_DIGIT.at(), 1);
    for (int digit = 0; digit < 2; digit++) {
      int found = attention.found(head, digit);
      attention.output.add(Residual.TURN.index(digit), found, -Residual.TURN.unit());
      attention.output.add(Residual.TURN.index(2), found, Residual.TURN.unit());
    }
  }

  static void wireGate(FeedForward layer, int firstUnit) {
    double perToken = STEEP / OPENING;
    double always = perToken * Position.COUNT;
    for (int i = 0; i < UNITS; i++) {
      int unit = firstUnit + i;
      layer.up.add(unit, Residual.UPPER_DIGIT.at(), perToken * Position.LOWER);
      layer.up.add(unit, Residual.LOWER_DIGIT.at(), perToken);
      layer.up.add(unit, Residual.TURN.index(0), perToken * Position.LOWER);
      layer.up.add(unit, Residual.TURN.index(1), perToken);
      layer.up.add(unit, Residual.of(WordClass.PERIOD), always);
      layer.up.addBias(unit, -always - perToken * SHORTEST - i * STEEP);
      double weight = Residual.GATE.unit() / STEEP;
      layer.writeBalanced(Residual.GATE.at(), unit, i == 0 ? weight : -weight);
    }
  }
}
