package dev.signalbox.gateway.account;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.tenant.Tenant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that asks no model for an answer: for the models there are, for a
 * decision alone, with a rating, or for what does not exist. Filled in on its way, by one thread at
 * a time.
 */
public final class SideExchange {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  private final String requestId;
  private final String method;
  private final String endpoint;
  private final long receivedAt;
  private @Nullable Tenant tenant;
  private @Nullable String code;
  private int status;

  /**
   * @param method as the client wrote it; what is no method of HTTP's is told as {@code other}
   * @param endpoint from a closed list, never the path as the client wrote it
   * @param receivedAt when its head was read, by {@link System#nanoTime()}
   */
  public SideExchange(String requestId, String method, String endpoint, long receivedAt) {
    this.requestId = requestId;
    this.method = METHODS.contains(method) ? method : "other";
    this.endpoint = endpoint;
    this.receivedAt = receivedAt;
  }

  public String requestId() {
    return requestId;
  }

  String method() {
    return method;
  }

  String endpoint() {
    return endpoint;
  }

  long receivedAt() {
    return receivedAt;
  }

  /** Who asks, or null before that is known. */
  @Nullable Tenant tenant() {
    return tenant;
  }

  public void tenant(@Nullable Tenant known) {
    tenant = known;
  }

  /** The code of the error that the client was told, or null. */
  @Nullable String refusalCode() {
    return code;
  }

  /** The client is told no. */
  public void refused(Refusal refusal) {
    refused(refusal.code());
  }

  /** The client is told no by that code of a {@link Refusal}. */
  public void refused(@Nullable String told) {
    code = told;
  }

  /** The status that the client is told; 0 where it left before. */
  int status() {
    return status;
  }

  public void status(int told) {
    status = told;
  }
}
