package dev.signalbox.store.toy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forward pass of a GPT-2 model in plain Java: slow, obvious, and independent of the engine.
 * The cache holds half-precision numbers, as the engine's does.
 */
final class ReferenceModel {
  private final GgufReader file;
  private final int width;
  private final int heads;
  private final int layers;

  ReferenceModel(Path path) throws IOException {
    file = new GgufReader(path);
    width = file.number("gpt2.embedding_length");
    heads = file.number("gpt2.attention.head_count");
    layers = file.number("gpt2.block_count");
  }

  /** One sequence with its cache. */
  final class Sequence {
    /** Position to what every layer keeps of it: keys, then values. */
    private final Map<Integer, float[][]> cache = new TreeMap<>();

    private int next;

    /** Takes a token in and returns the logits of what follows. */
    float[] feed(int token) {
      int position = next++;
      float[] x = row("token_embd.weight", token);
      add(x, row("position_embd.weight", position));
      cache.put(position, new float[2 * layers][]);
      for (int layer = 0; layer < layers; layer++) {
        String block = "blk." + layer + ".";
        float[] qkv = linear(block + "attn_qkv", norm(block + "attn_norm", x));
        cache.get(position)[2 * layer] = half(qkv, width);
        cache.get(position)[2 * layer + 1] = half(qkv, 2 * width);
        add(x, linear(block + "attn_output", attend(layer, qkv)));
        float[] hidden = linear(block + "ffn_up", norm(block + "ffn_norm", x));
        for (int i = 0; i < hidden.length; i++) {
          hidden[i] = gelu(hidden[i]);
        }
        add(x, linear(block + "ffn_down", hidden));
      }
      return linear("output", norm("output_norm", x));
    }

    float[] feedAll(int... tokens) {
      float[] logits = {};
      for (int token : tokens) {
        logits = feed(token);
      }
      return logits;
    }

    /** Loses one position of the cache. */
    void drop(int position) {
      cache.remove(position);
    }

    private float[] attend(int layer, float[] query) {
      float[] out = new float[width];
      int size = width / heads;
      for (int from = 0; from < width; from += size) {
        double best = Double.NEGATIVE_INFINITY;
        for (float[][] kept : cache.values()) {
          best = Math.max(best, score(query, kept[2 * layer], from, size));
        }
        double total = 0;
        for (float[][] kept : cache.values()) {
          double weight = Math.exp(score(query, kept[2 * layer], from, size) - best);
          total += weight;
          for (int i = from; i < from + size; i++) {
            out[i] += (float) (weight * kept[2 * layer + 1][i]);
          }
        }
        for (int i = from; i < from + size; i++) {
          out[i] /= (float) total;
        }
      }
      return out;
    }
  }

  private static double score(float[] query, float[] key, int from, int size) {
    double dot = 0;
    for (int i = from; i < from + size; i++) {
      dot += query[i] * key[i];
    }
    return dot / Math.sqrt(size);
  }

  private float[] norm(String name, float[] x) {
    double mean = 0;
    double squares = 0;
    for (float value : x) {
      mean += value / width;
      squares += value * value / width;
    }
    double deviation = Math.sqrt(squares - mean * mean + 1e-5);
    float[] weight = file.tensor(name + ".weight");
    float[] bias = file.tensor(name + ".bias");
    float[] out = new float[width];
    for (int i = 0; i < width; i++) {
      out[i] = (float) ((x[i] - mean) / deviation * weight[i]) + bias[i];
    }
    return out;
  }

  private float[] linear(String name, float[] x) {
    float[] weight = file.tensor(name + ".weight");
    float[] out = new float[weight.length / x.length];
    float[] bias = file.tensors.get(name + ".bias");
    for (int row = 0; row < out.length; row++) {
      float sum = bias == null ? 0 : bias[row];
      for (int i = 0; i < x.length; i++) {
        sum += weight[row * x.length + i] * x[i];
      }
      out[row] = sum;
    }
    return out;
  }

  private float[] row(String name, int row) {
    float[] out = new float[width];
    System.arraycopy(file.tensor(name), row * width, out, 0, width);
    return out;
  }

  private float[] half(float[] qkv, int from) {
    float[] out = new float[width];
    for (int i = 0; i < width; i++) {
      out[i] = Float.float16ToFloat(Float.floatToFloat16(qkv[from + i]));
    }
    return out;
  }

  private static void add(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  private static float gelu(float x) {
    return (float) (x / 2 * (1 + Math.tanh(0.7978845608 * (x + 0.044715 * x * x * x))));
  }
}
