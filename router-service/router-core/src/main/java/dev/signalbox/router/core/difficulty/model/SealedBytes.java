package dev.signalbox.router.core.difficulty.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file's frame: four bytes that say what it is, four for the format's number, the body, and the
 * SHA-256 of all that. A cut or changed file never passes for a whole one.
 *
 * @param what what the file is, for messages
 * @param magic the first four bytes
 * @param oldest number of the oldest format that is read
 * @param format number of the format that is written, and the newest that is read
 */
public record SealedBytes(String what, int magic, int oldest, int format) {
  private static final int HEAD = 8;
  private static final int DIGEST = 32;

  /** A file of which one format alone is read. */
  public SealedBytes(String what, int magic, int format) {
    this(what, magic, format, format);
  }

  public byte[] seal(byte[] body) {
    byte[] sealed = new byte[HEAD + body.length + DIGEST];
    ByteBuffer.wrap(sealed).putInt(magic).putInt(format).put(body);
    byte[] digest = sha256(sealed, sealed.length - DIGEST);
    System.arraycopy(digest, 0, sealed, sealed.length - DIGEST, DIGEST);
    return sealed;
  }

  public byte[] open(byte[] sealed) {
    if (sealed.length < HEAD + DIGEST || ByteBuffer.wrap(sealed).getInt() != magic) {
      throw new MalformedModelException("not a " + what + " (" + sealed.length + " bytes)");
    }
    int found = formatOf(sealed);
    if (found < oldest || found > format) {
      String expected = oldest == format ? "" + format : oldest + " to " + format;
      throw new MalformedModelException(
          what + " of format " + found + " (expected: " + expected + "): train it again");
    }
    int end = sealed.length - DIGEST;
    if (!Arrays.equals(sha256(sealed, end), Arrays.copyOfRange(sealed, end, sealed.length))) {
      throw new MalformedModelException(what + " is cut or changed: its checksum does not match");
    }
    return Arrays.copyOfRange(sealed, HEAD, end);
  }

  /** Number of the format of a sealed file that {@link #open} accepts. */
  public int formatOf(byte[] sealed) {
    return ByteBuffer.wrap(sealed).getInt(4);
  }

  /** First 8 hexadecimal digits of the checksum of a sealed file. */
  public static String fingerprint(byte[] sealed) {
    int end = sealed.length - DIGEST;
    return HexFormat.of().formatHex(sealed, end, end + 4);
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
