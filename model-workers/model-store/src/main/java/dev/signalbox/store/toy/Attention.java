package dev.signalbox.store.toy;

import java.util.ArrayList;
import java.util.List;

/** The attention weights of one layer: {@value #HEADS} heads of {@value #SIZE} numbers. */
final class Attention {
  static final int HEADS = 8;
  static final int SIZE = Residual.WIDTH / HEADS;

  /** The engine divides scores by this. */
  static final double SCORE_SCALE = Math.sqrt(SIZE);

  final Linear queryKeyValue = new Linear(Residual.WIDTH, 3 * Residual.WIDTH);
  final Linear output = new Linear(Residual.WIDTH, Residual.WIDTH);

  int query(int head, int i) {
    return head * SIZE + i;
  }

  int key(int head, int i) {
    return Residual.WIDTH + head * SIZE + i;
  }

  int value(int head, int i) {
    return 2 * Residual.WIDTH + head * SIZE + i;
  }

  /** Where the output layer finds what a head has read. */
  int found(int head, int i) {
    return head * SIZE + i;
  }

  List<Tensor> tensors(String block, double written) {
    List<Tensor> tensors = new ArrayList<>(Residual.norm(block + "attn_norm", written));
    tensors.add(queryKeyValue.weight(block + "attn_qkv.weight", Tensor.Precision.F16));
    tensors.add(queryKeyValue.bias(block + "attn_qkv.bias"));
    tensors.add(output.weight(block + "attn_output.weight", Tensor.Precision.F32));
    tensors.add(output.bias(block + "attn_output.bias"));
    return tensors;
  }
}
