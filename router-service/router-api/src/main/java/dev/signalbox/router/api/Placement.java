package dev.signalbox.router.api;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a decision sends the request: one replica of one expert.
 *
 * @param expert id of the expert, as clients see it in {@code model}
 * @param replica id of the replica, unique in the fleet; safe for logs and meters, never an address
 * @param baseUrl the OpenAI base URL of its worker, path included ({@code http://host:8000/v1})
 * @param upstreamModel the model's name at that worker
 * @param credential name of the credential to present, or null for none; the secret itself never
 *     travels in a decision
 * @param capabilities what this replica can do
 * @param contextLength tokens that prompt and answer may fill together; 0 if not known
 * @param modelVersion exact weights (digest) as far as known; two replicas of an expert with equal
 *     versions, or both with none, and with equal upstream models may continue each other's streams
 * @param activeParameters parameters active for each token; 0 if not known
 * @param thinking how the server is told how much to think; null if it cannot be
 * @param http2 whether its server is spoken to in HTTP/2 from the first byte on
 */
public record Placement(
    String expert,
    String replica,
    URI baseUrl,
    String upstreamModel,
    @Nullable String credential,
    Set<Capability> capabilities,
    int contextLength,
    @Nullable String modelVersion,
    long activeParameters,
    @Nullable ThinkingForm thinking,
    boolean http2) {
  public Placement {
    capabilities = Set.copyOf(capabilities);
  }
}
