package dev.signalbox.store.toy;

import java.nio.ByteBuffer;

/**
 * One named array of a GGUF file.
 *
 * @param name the name that the engine looks for
 * @param shape the lengths, the fastest running first, as GGUF has it
 * @param values as many numbers as the shape says
 * @param precision how the numbers are stored
 */
record Tensor(String name, int[] shape, float[] values, Precision precision) {

  /** How a number is stored; the ids are GGML's. */
  enum Precision {
    F32(0, 4),
    F16(1, 2);

    final int id;
    final int bytes;

    Precision(int id, int bytes) {
      this.id = id;
      this.bytes = bytes;
    }
  }

  Tensor {
    long size = 1;
    for (int length : shape) {
      size *= length;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "tensor %s: %s values (expected: %s)".formatted(name, values.length, size));
    }
  }

  static Tensor vector(String name, float[] values) {
    return new Tensor(name, new int[] {values.length}, values, Precision.F32);
  }

  int byteLength() {
    return values.length * precision.bytes;
  }

  void putInto(ByteBuffer out) {
    for (float value : values) {
      if (precision == Precision.F32) {
        out.putFloat(value);
      } else {
        out.putShort(Float.floatToFloat16(value));
      }
    }
  }
}
