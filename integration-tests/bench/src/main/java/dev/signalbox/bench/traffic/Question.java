package dev.signalbox.bench.traffic;

/**
 * A chat request whose answer is a function of the model alone: greedy, or with a seed.
 *
 * @param number makes the prompt, its sampling and the answer's length
 * @param stream whether the answer is to be a stream
 * @param tokens the answer's greatest length
 */
public record Question(int number, boolean stream, int tokens) {
  private static final String[] THINGS = {"river", "harbour", "garden", "lantern", "mountain"};

  /** The JSON body. */
  public String body(String model) {
    String sampling =
        number % 2 == 0 ? "\"temperature\":0" : "\"temperature\":0.8,\"seed\":" + number;
    String stream =
        this.stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
    return """
    {"model":"%s","messages":[{"role":"user","content":"Tale %d of the %s and the %s."}],\
    "max_tokens":%d,"ignore_eos":true,%s%s}\
    """
        .formatted(
            model,
            number,
            THINGS[number % THINGS.length],
            THINGS[number / THINGS.length % THINGS.length],
            tokens,
            sampling,
            stream);
  }
}
