package dev.signalbox.store.toy;

import java.util.ArrayList;
import java.util.List;

/** The feed-forward weights of one layer: {@value #UNITS} GELU units. */
final class FeedForward {
  static final int UNITS = 64;

  /** Where what is written elsewhere is balanced. */
  private static final int[] BALANCE = {
    Residual.UPPER_DIGIT.index(1), Residual.UPPER_DIGIT.index(2),
    Residual.LOWER_DIGIT.index(1), Residual.LOWER_DIGIT.index(2)
  };

  final Linear up = new Linear(Residual.WIDTH, UNITS);
  private final Linear down = new Linear(UNITS, Residual.WIDTH);

  /** Writes to one place, and the opposite to the balance. */
  void writeBalanced(int place, int unit, double weight) {
    down.add(place, unit, weight);
    for (int balance : BALANCE) {
      down.add(balance, unit, -weight / BALANCE.length);
    }
  }

  /** A constant for one place, and the opposite for the balance. */
  void addBalanced(int place, double value) {
    down.addBias(place, value);
    for (int balance : BALANCE) {
      down.addBias(balance, -value / BALANCE.length);
    }
  }

  List<Tensor> tensors(String block, double written) {
    List<Tensor> tensors = new ArrayList<>(Residual.norm(block + "ffn_norm", written));
    tensors.add(up.weight(block + "ffn_up.weight", Tensor.Precision.F16));
    tensors.add(up.bias(block + "ffn_up.bias"));
    tensors.add(down.weight(block + "ffn_down.weight", Tensor.Precision.F32));
    tensors.add(down.bias(block + "ffn_down.bias"));
    return tensors;
  }
}
