package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.api.Sampling;
import dev.signalbox.worker.server.openai.error.ApiException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How the next token is drawn: defaults and ranges as OpenAI and vLLM have them. */
final class SamplingFields {
  /** What llama.cpp's server looks back on where {@code repeat_last_n} does not say. */
  private static final int REPEAT_LAST_N = 64;

  private SamplingFields() {}

  /**
   * @param seeds gives a seed where the request has none
   */
  static Sampling read(Fields body, LongSupplier seeds) {
    Long seed = body.whole64("seed");
    int topK = body.whole("top_k", -1, Integer.MAX_VALUE, 0);
    return new Sampling(
        body.number("temperature", 0, 2, 1),
        body.number("top_p", 0, 1, 1),
        Math.max(0, topK),
        body.number("min_p", 0, 1, 0),
        repeatPenalty(body),
        body.number("presence_penalty", -2, 2, 0),
        body.number("frequency_penalty", -2, 2, 0),
        penaltyWindow(body),
        logitBias(body),
        seed == null ? seeds.getAsLong() : seed);
  }

  private static double repeatPenalty(Fields body) {
    double ours = penalty(body, "repeat_penalty");
    if (!body.has("repetition_penalty")) {
      return ours;
    }
    double other = penalty(body, "repetition_penalty");
    if (body.has("repeat_penalty") && ours != other) {
      throw body.invalid("repetition_penalty", "the value of repeat_penalty, or only one of them");
    }
    return other;
  }

  /**
   * Each name comes with the meaning of its server: {@code repetition_penalty} looks back on prompt
   * and answer whole, as in vLLM, and {@code repeat_penalty} on the last {@code repeat_last_n}
   * tokens, as in llama.cpp's server, where -1 is the whole context.
   */
  private static int penaltyWindow(Fields body) {
    int last = body.whole("repeat_last_n", -1, Integer.MAX_VALUE, REPEAT_LAST_N);
    boolean whole = last < 0 || (body.has("repetition_penalty") && !body.has("repeat_last_n"));
    return whole ? Integer.MAX_VALUE : last;
  }

  private static double penalty(Fields body, String name) {
    double value = body.number(name, 0, 10, 1);
    if (value == 0) {
      throw body.invalid(name, "a number above 0, up to 10");
    }
    return value;
  }

  private static Map<Integer, Double> logitBias(Fields body) {
    Fields biases = body.object("logit_bias");
    if (biases == null) {
      return Map.of();
    }
    Map<Integer, Double> read = new HashMap<>();
    for (String key : biases.values().keySet()) {
      Integer id = idOrNull(key);
      if (id == null) {
        throw ApiException.invalid(
            "logit_bias",
            "logit_bias: key \"" + Fields.shortened(key) + "\" (expected: a token id)");
      }
      if (!biases.has(key)) {
        throw biases.invalid(key, "a number from -100 to 100");
      }
      read.put(id, biases.number(key, -100, 100, 0));
    }
    return read;
  }

  private static @Nullable Integer idOrNull(String key) {
    try {
      int id = Integer.parseInt(key);
      return id < 0 ? null : id;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
