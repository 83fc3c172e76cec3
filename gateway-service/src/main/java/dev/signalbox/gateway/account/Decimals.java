package dev.signalbox.gateway.account;

/** Numbers as text, without the cost of a formatter. */
public final class Decimals {
  private Decimals() {}

  /** Three decimals. */
  public static String three(double value) {
    long thousandths = Math.round(Math.abs(value) * 1000);
    long rest = thousandths % 1000;
    return new StringBuilder(8)
        .append(value < 0 ? "-" : "")
        .append(thousandths / 1000)
        .append('.')
        .append(rest / 100)
        .append(rest / 10 % 10)
        .append(rest % 10)
        .toString();
  }
}
