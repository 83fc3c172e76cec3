package dev.signalbox.worker.server.openai.request;

import dev.signalbox.worker.api.Engine;
import java.util.function.Function;

/**
 * A request to {@code /tokenize}, checked: a conversation or a plain text.
 *
 * @param model the model's name as the client wrote it
 * @param tokens makes the tokens that the model would read
 */
public record TokenizeRequest(String model, Function<Engine, int[]> tokens) {

  /**
   * Reads the body.
   *
   * @throws dev.signalbox.worker.server.openai.error.ApiException naming the first field that is
   *     wrong
   */
  public static TokenizeRequest read(Fields body) {
    String model = body.text("model");
    if (body.has("messages")) {
      Unsupported.refuseInChat(body);
      var prompt = ChatRequest.prompt(body);
      return new TokenizeRequest(model, engine -> engine.tokenizeChat(prompt));
    }
    if (!(body.any("prompt") instanceof String text)) {
      throw body.invalid("prompt", "a string, or messages in its place");
    }
    boolean special = body.flag("add_special_tokens", true);
    return new TokenizeRequest(model, engine -> engine.tokenize(text, special));
  }
}
