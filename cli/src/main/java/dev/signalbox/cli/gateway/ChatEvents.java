package dev.signalbox.cli.gateway;

import dev.signalbox.cli.failure.CommandFailure;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines of a streamed chat answer. */
public final class ChatEvents {
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  private final Consumer<String> text;
  private @Nullable JsonNode usage;
  private boolean done;

  /**
   * @param text takes each piece of the answer as it comes
   */
  public ChatEvents(Consumer<String> text) {
    this.text = text;
  }

  /**
   * Reads to the end.
   *
   * @throws CommandFailure if the stream says that it failed, or ends before it is whole
   */
  public void read(Stream<String> lines) {
    lines
        .filter(line -> line.startsWith(DATA))
        .forEach(line -> event(line.substring(DATA.length()).strip()));
    if (!done) {
      throw new CommandFailure("the answer broke off; ask again");
    }
  }

  /** The usage that the stream ended with; null if it had none. */
  public @Nullable JsonNode usage() {
    return usage;
  }

  private void event(String data) {
    if (data.equals(DONE)) {
      done = true;
      return;
    }
    JsonNode event;
    try {
      event = JsonMapper.shared().readTree(data);
    } catch (JacksonException e) {
      throw new CommandFailure("the stream holds an event that is no JSON", e);
    }
    if (event.has("error")) {
      throw new CommandFailure(
          event.path("error").path("message").asString("the answer broke off"));
    }
    String piece = event.path("choices").path(0).path("delta").path("content").asString("");
    if (!piece.isEmpty()) {
      text.accept(piece);
    }
    if (event.path("usage").isObject()) {
      usage = event.path("usage");
    }
  }
}
