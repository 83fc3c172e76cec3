package dev.signalbox.gateway.events;

/** Adds a member to a JSON object in bytes. */
public final class UsageSplice {
  private UsageSplice() {}

  /**
   * The member as it must stand before the closing brace: with a comma unless it is the only one.
   *
   * @param closingBrace position of the brace
   */
  public static byte[] member(byte[] member, byte[] bytes, int closingBrace) {
    int before = closingBrace - 1;
    while (bytes[before] <= ' ' && bytes[before] >= 0) {
      before--;
    }
    if (bytes[before] == '{') {
      return member;
    }
    byte[] withComma = new byte[member.length + 1];
    withComma[0] = ',';
    System.arraycopy(member, 0, withComma, 1, member.length);
    return withComma;
  }
}
