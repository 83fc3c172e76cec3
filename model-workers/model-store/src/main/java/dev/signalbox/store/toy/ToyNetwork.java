package dev.signalbox.store.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The weights of a toy language model in the architecture of GPT-2. The same seed gives the same
 * bytes; networks of different depth share their first layers, and the layers from the third on
 * only change the hash now and then, so that a deep network mostly agrees with a shallow one.
 */
final class ToyNetwork {
  private static final long CODES_SEED = 1;
  private static final long OUTPUT_SEED = 2;
  private static final long LAYER_SEED = 100;

  /** Layers that all networks share. */
  private static final int SHARED = 2;

  /** What the deeper layers' sums seldom pass. */
  private static final int RARE = 44;

  private final ToyVocabulary vocabulary;
  private final int layers;
  private final List<Residual> output;

  private ToyNetwork(ToyVocabulary vocabulary, int layers, List<Residual> output) {
    this.vocabulary = vocabulary;
    this.layers = layers;
    this.output = output;
  }

  /** A network that writes. */
  static ToyNetwork writer(ToyVocabulary vocabulary, int layers) {
    List<Residual> read = List.of(Residual.CLASS, Residual.ONE, Residual.BITS, Residual.GATE);
    return new ToyNetwork(vocabulary, layers, read);
  }

  /** A network whose last vectors stand for the words and, less, for what is around them. */
  static ToyNetwork embedder(ToyVocabulary vocabulary) {
    return new ToyNetwork(vocabulary, SHARED, List.of(Residual.TOKEN, Residual.BITS));
  }

  void describe(GgufFile file) {
    file.put("gpt2.context_length", Position.COUNT)
        .put("gpt2.embedding_length", Residual.WIDTH)
        .put("gpt2.block_count", layers)
        .put("gpt2.feed_forward_length", FeedForward.UNITS)
        .put("gpt2.attention.head_count", Attention.HEADS)
        .put("gpt2.attention.head_count_kv", Attention.HEADS)
        .put("gpt2.attention.layer_norm_epsilon", (float) Residual.NORM_EPSILON);
  }

  List<Tensor> tensors() {
    SplittableRandom codes = new SplittableRandom(CODES_SEED);
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(tokenEmbeddings(codes));
    tensors.add(Position.embeddings(codes));
    double written = 0;
    for (int layer = 0; layer < layers; layer++) {
      SplittableRandom random = new SplittableRandom(LAYER_SEED + layer);
      String block = "blk." + layer + ".";
      Attention attention = new Attention();
      for (int head = 0; head < Attention.HEADS; head++) {
        if (layer == 0 && head == 0) {
          AnswerLength.wireHead(attention, head);
        } else {
          new Lookup(random, layer > 0).wire(attention, head);
        }
      }
      tensors.addAll(attention.tensors(block, written));
      written += Lookup.written(Attention.HEADS);
      FeedForward feedForward = new FeedForward();
      boolean shared = layer < SHARED;
      HashBits bits =
          shared ? HashBits.even(random, layer + 1) : HashBits.rare(random, RARE, layer + 1);
      bits.wire(feedForward, layer > 0);
      if (layer == 0) {
        AnswerLength.wireGate(feedForward, HashBits.UNITS);
      }
      tensors.addAll(feedForward.tensors(block, written));
      written += shared ? HashBits.written(layer + 1) : 0;
    }
    tensors.addAll(Residual.norm("output_norm", written, output));
    tensors.add(OutputHead.weights(vocabulary.tokens(), new SplittableRandom(OUTPUT_SEED)));
    return tensors;
  }

  private Tensor tokenEmbeddings(SplittableRandom random) {
    List<ToyVocabulary.Token> tokens = vocabulary.tokens();
    float[] table = new float[tokens.size() * Residual.WIDTH];
    for (int id = 0; id < tokens.size(); id++) {
      int row = id * Residual.WIDTH;
      float[] code = Codes.balanced(Residual.TOKEN.size(), random);
      System.arraycopy(code, 0, table, row + Residual.TOKEN.at(), code.length);
      table[row + Residual.of(tokens.get(id).wordClass())] = 1;
      table[row + Residual.ONE.at()] = 1;
    }
    int[] shape = {Residual.WIDTH, tokens.size()};
    return new Tensor("token_embd.weight", shape, table, Tensor.Precision.F32);
  }
}
