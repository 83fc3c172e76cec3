package dev.signalbox.gateway.request;

import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.ClientThinking;
import dev.signalbox.router.api.RoutingPrompt;
import dev.signalbox.router.api.RoutingRequest.Preferences;
import java.util.List;
import java.util.Set;

/**
 * What the gateway read of a request's body. The body itself is kept as it came.
 *
 * @param model as the client wrote it
 * @param stream whether the client wants a stream
 * @param includeUsage whether the client asked for the usage chunk of a stream
 * @param explain whether the client asked for {@code usage.signalbox}
 * @param choices how many choices the client asked for, at least 1
 * @param maxTokens tokens that the answer may take; 0 if the client set no limit
 * @param prompt the text that the router judges
 * @param promptTokens estimate of the prompt's length
 * @param needs capabilities that the request cannot do without
 * @param attachments images, audio clips and files
 * @param tools tools that the request declares
 * @param clientThinking what the client says itself of how much the model shall think
 * @param seeded whether the client gave a seed
 * @param resumable whether a stream of it could go on from its token ids: one choice of plain text
 * @param preferences the client's wishes from the {@code signalbox} object
 * @param places where the bytes stand that change on the way
 */
public record RequestFacts(
    String model,
    boolean stream,
    boolean includeUsage,
    boolean explain,
    int choices,
    int maxTokens,
    RoutingPrompt prompt,
    int promptTokens,
    Set<Capability> needs,
    int attachments,
    int tools,
    ClientThinking clientThinking,
    boolean seeded,
    boolean resumable,
    Preferences preferences,
    Places places) {

  /**
   * Where the bytes stand that change on the way to an upstream.
   *
   * @param model the value of {@code model}
   * @param signalbox the member {@code signalbox} with one of its commas
   * @param streamOptions the value of {@code stream_options}
   * @param includeUsage the value of {@code stream_options.include_usage}
   * @param logprobs the value of {@code logprobs}
   * @param prompt the value of {@code messages}, or of {@code prompt}
   * @param seed the value of {@code seed}
   * @param thinking what is said of how much to think
   * @param objectEnd the closing brace of the body
   */
  public record Places(
      Span model,
      Span signalbox,
      Span streamOptions,
      Span includeUsage,
      Span logprobs,
      Span prompt,
      Span seed,
      List<ThinkingWord> thinking,
      int objectEnd) {}
}
