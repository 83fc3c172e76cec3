package dev.signalbox.gateway.account;

/**
 * Closes the books on a request that asks no model: it is logged, and a refusal is counted. It is
 * no answer, so that neither the router nor the meters of answers hear of it.
 */
public final class SideBooks {
  private final GatewayMeters meters;
  private final AccessLog accessLog;

  public SideBooks(GatewayMeters meters, AccessLog accessLog) {
    this.meters = meters;
    this.accessLog = accessLog;
  }

  /** Closes them; to be called exactly once for a request, whatever its end. */
  public void close(SideExchange exchange) {
    String code = exchange.refusalCode();
    if (code != null && exchange.status() != 0) {
      meters.refused(code);
    }
    accessLog.write(exchange, System.nanoTime());
  }
}
