package dev.signalbox.router.core.policy;

/** What a price for 1,000 requests affords. */
public final class Affordable {

  private Affordable() {}

  /**
   * The share x of requests that may go to the dear expert, so that {@code 1000 * ((1 - x) * cheap
   * + x * dear) <= ceiling}.
   *
   * @param ceiling price of 1,000 requests
   * @param cheap expected price of one request at the expert for easy ones
   * @param dear expected price of one request at the expert for hard ones
   * @return 0..1; 0 also where even the cheap one costs more than the ceiling
   */
  public static double share(double ceiling, double cheap, double dear) {
    double perRequest = ceiling / 1000;
    if (dear <= perRequest) {
      return 1;
    }
    if (dear <= cheap) {
      return 0;
    }
    return Math.clamp((perRequest - cheap) / (dear - cheap), 0.0, 1.0);
  }
}
