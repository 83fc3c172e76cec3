package dev.signalbox.router.api;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the router is told about a request.
 *
 * @param requestId id of the request, for logs and the outcome
 * @param tenant id of the tenant that asks
 * @param model {@code auto}, a tier or an expert's id, as the client wrote it
 * @param prompt the text that difficulty and category are judged from
 * @param needs capabilities that the request cannot do without
 * @param promptTokens estimate of the prompt's length in tokens (an upper estimate is safer)
 * @param maxTokens tokens that the answer may take, or 0 if the client set no limit
 * @param attachments number of images, audio clips and files
 * @param tools number of tools that the request declares
 * @param preferences the client's wishes from the {@code signalbox} object
 * @param clientThinking what the client says itself of how much the model shall think; {@code OPEN}
 *     where a gateway does not tell
 * @param rehearsal whether the decision alone is asked for and no answer follows: budgets, the
 *     tenant's traffic and the load of replicas stay as they are
 */
public record RoutingRequest(
    String requestId,
    String tenant,
    String model,
    RoutingPrompt prompt,
    Set<Capability> needs,
    int promptTokens,
    int maxTokens,
    int attachments,
    int tools,
    Preferences preferences,
    ClientThinking clientThinking,
    boolean rehearsal) {
  public RoutingRequest {
    needs = Set.copyOf(needs);
    clientThinking = Objects.requireNonNullElse(clientThinking, ClientThinking.OPEN);
  }

  /** The same request, of which the decision alone is asked for. */
  public RoutingRequest rehearsed() {
    return new RoutingRequest(
        requestId,
        tenant,
        model,
        prompt,
        needs,
        promptTokens,
        maxTokens,
        attachments,
        tools,
        preferences,
        clientThinking,
        true);
  }

  /**
   * The {@code signalbox} object of a request. Null means that the client left it to the policy.
   *
   * @param mode wished mode
   * @param policy name of a policy of the tenant's
   * @param maxLargeShare cap on the share of the large model, 0..1
   * @param quality wished share of the large model's gain that must be kept, 0..1
   * @param session sticky key: requests with the same key prefer the same replica
   */
  public record Preferences(
      @Nullable Mode mode,
      @Nullable String policy,
      @Nullable Double maxLargeShare,
      @Nullable Double quality,
      @Nullable String session) {
    /** The client wishes nothing. */
    public static final Preferences NONE = new Preferences(null, null, null, null, null);
  }
}
