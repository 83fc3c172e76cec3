package dev.signalbox.bench.checkout;

import java.nio.file.Path;

/** Where things are in the checkout that is measured. */
public final class Checkout {
  private static final Path ROOT = Path.of(System.getProperty("signalbox.checkout", "."));

  private Checkout() {}

  /** Its root. */
  public static Path root() {
    return ROOT;
  }

  /** The shipped configuration folder. */
  public static Path config() {
    return ROOT.resolve("config-repo");
  }
}
