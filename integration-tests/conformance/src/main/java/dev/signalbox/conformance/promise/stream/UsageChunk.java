package dev.signalbox.conformance.promise.stream;

import dev.signalbox.conformance.Broken;
import dev.signalbox.conformance.Chat;
import dev.signalbox.conformance.Promise;
import dev.signalbox.conformance.Seen;
import dev.signalbox.conformance.Stage;
import dev.signalbox.conformance.client.Answer;
import dev.signalbox.conformance.client.Transcript;
import dev.signalbox.conformance.upstream.Json;
import dev.signalbox.conformance.upstream.Script;
import java.io.IOException;
import java.time.Duration;

/** Usage that the client asked for comes as sent, with its empty choices. */
public final class UsageChunk implements Promise {

  @Override
  public String says() {
    return "Usage that the client asked for comes as sent, with its empty choices.";
  }

  @Override
  public String check(Stage stage) throws IOException {
    Chat chat = Chat.streaming().with("stream_options", "{\"include_usage\":true}");
    Answer answer =
        stage
            .ask(
                chat, Script.stream().texts(Duration.ZERO, "a").finish().data(Json.usage(7)).done())
            .answer();
    Transcript transcript = Seen.wholeStream(answer, "a");
    Broken.unless(transcript.usages().size() == 1, "%d usage chunks", transcript.usages().size());
    Broken.unless(transcript.usageWithChoices(), "choices [] was lost");
    int tokens = transcript.usages().getFirst().path("completion_tokens").asInt();
    Broken.unless(tokens == 7, "completion_tokens %d instead of 7", tokens);
    return "7 tokens, choices []";
  }
}
