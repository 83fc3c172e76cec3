package dev.signalbox.cli.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A key that a client presents.
 *
 * @param text the key itself; a secret
 */
public record ApiKey(String text) {
  private static final int SECRET_BYTES = 24;

  /** A new key with 192 random bits. */
  public static ApiKey random(RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new ApiKey("sb-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** What is kept of it: its SHA-256 in hexadecimal. */
  public String sha256() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ApiKey[" + sha256().substring(0, 8) + "…]";
  }
}
