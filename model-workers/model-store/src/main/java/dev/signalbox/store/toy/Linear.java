package dev.signalbox.store.toy;

/** A linear layer under construction: what each row reads, with which weight, and its bias. */
final class Linear {
  private final int inputs;
  private final int rows;
  private final float[] weights;
  private final float[] bias;

  Linear(int inputs, int rows) {
    this.inputs = inputs;
    this.rows = rows;
    this.weights = new float[inputs * rows];
    this.bias = new float[rows];
  }

  Linear add(int row, int input, double weight) {
    weights[row * inputs + input] += (float) weight;
    return this;
  }

  Linear addBias(int row, double value) {
    bias[row] += (float) value;
    return this;
  }

  /**
   * The weights; {@link Tensor.Precision#F16} also makes the engine round what they are multiplied
   * with.
   */
  Tensor weight(String name, Tensor.Precision precision) {
    return new Tensor(name, new int[] {inputs, rows}, weights, precision);
  }

  Tensor bias(String name) {
    return Tensor.vector(name, bias);
  }
}
