package dev.signalbox.router.core.policy;

/**
 * Numbers as reasons show them, the same in every locale. Every decision writes some, so they are
 * put together by hand rather than by a format string.
 */
public final class Words {

  private Words() {}

  /** {@code 0.305} as {@code 30.5%}. */
  public static String percent(double share) {
    long tenths = Math.round(share * 1000);
    return tenths % 10 == 0
        ? tenths / 10 + "%"
        : (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10 + "%";
  }

  /** Three digits after the point. */
  public static String decimal(double value) {
    long thousandths = Math.round(Math.abs(value) * 1000);
    long part = thousandths % 1000;
    String zeros = part < 10 ? "00" : part < 100 ? "0" : "";
    String sign = value < 0 && thousandths > 0 ? "-" : "";
    return sign + thousandths / 1000 + "." + zeros + part;
  }
}
