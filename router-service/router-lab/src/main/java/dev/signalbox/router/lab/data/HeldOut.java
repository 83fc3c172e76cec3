package dev.signalbox.router.lab.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prompts that must not be trained on, by the SHA-256 of their normal form: lower case, every run
 * of characters other than a-z and 0-9 to one blank, trimmed; a multiple-choice question cut before
 * its option A.
 */
public final class HeldOut {
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern OPTION_A = Pattern.compile("(?:^|\\s)\\(?A[.):]\\s");

  private final Set<String> digests;

  private HeldOut(Set<String> digests) {
    this.digests = digests;
  }

  /** A list that refuses nothing. */
  public static HeldOut none() {
    return new HeldOut(Set.of());
  }

  /** A list of these prompts, whole. */
  public static HeldOut of(Collection<String> prompts) {
    return new HeldOut(prompts.stream().map(HeldOut::digest).collect(Collectors.toSet()));
  }

  /** Reads a list: one SHA-256 in hexadecimal a line. */
  public static HeldOut read(Path file) throws IOException {
    Set<String> digests = new HashSet<>();
    long number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String digest = line.strip().toLowerCase(Locale.ROOT);
      if (!digest.isEmpty() && !digest.matches("[0-9a-f]{64}.*")) {
        throw new BadInputException(
            file + " line " + number + ": expected a SHA-256 in hexadecimal");
      }
      if (!digest.isEmpty()) {
        digests.add(digest.substring(0, 64));
      }
    }
    return new HeldOut(digests);
  }

  /** Whether a prompt, whole or cut before its option A, is on the list. */
  public boolean holds(String prompt) {
    if (digests.isEmpty()) {
      return false;
    }
    var option = OPTION_A.matcher(prompt);
    return digests.contains(digest(prompt))
        || option.find() && digests.contains(digest(prompt.substring(0, option.start())));
  }

  /**
   * Checks training rows.
   *
   * @throws BadInputException naming the first row that is on the list
   */
  public void refuse(List<LabelledPrompt> rows) {
    for (int i = 0; i < rows.size(); i++) {
      LabelledPrompt row = rows.get(i);
      if (holds(row.prompt().lastUser())) {
        throw new BadInputException(
            "row "
                + (i + 1)
                + " ("
                + row.source()
                + "/"
                + row.group()
                + ") is a held-out prompt:"
                + " remove it from the training data");
      }
    }
  }

  /** SHA-256 of a prompt's normal form, in hexadecimal. */
  public static String digest(String prompt) {
    String normal = OTHER.matcher(prompt.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(normal.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
