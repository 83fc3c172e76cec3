package dev.signalbox.router.lab.fit;

import java.util.regex.Pattern;

/**
 * Which of the chat prompts ask for code. Their file does not say; left among the chats, two in
 * five of them taught that who asks for a program wants a chat.
 */
final class CodeRequests {
  private static final int ANY_CASE = Pattern.CASE_INSENSITIVE;

  /** Names of languages and tools that mean nothing else in these prompts. */
  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?<![a-z0-9])(?:pytho(?:n\\d?)?|javascript|typescript|kotlin|c\\+\\+|c11|c#|rust|ruby|scala|lua|perl"
              + "|verilog|sql|html|css|bash|golang|numpy|pandas|pytorch|torch|pyplot|opengl|arduino"
              + "|vuejs|flutter|nodejs|rails|tailwind|qiskit|cuda|jni|dockerfile|coq|prolog|terraform"
              + "|btrfs|traefik|opentype)(?![a-z0-9])",
          ANY_CASE);

  /** A wish for something that is written in code. */
  private static final Pattern WISH =
      Pattern.compile(
          "\\b(?:write|rewrite|implement|create|build|generate|optimize|fix|modify|unit test)\\b"
              + ".{0,60}\\b(?:code|program|function|algorithm|shader|kernel module|for loop)\\b",
          ANY_CASE);

  /** Code that was brought along. */
  private static final Pattern CODE = Pattern.compile("```|\\bdef \\w+\\(|\\bimport [\\w.]+;");

  private CodeRequests() {}

  /** Whether a chat prompt asks for code or about it. */
  static boolean isOne(String prompt) {
    return LANGUAGE.matcher(prompt).find()
        || WISH.matcher(prompt).find()
        || CODE.matcher(prompt).find();
  }
}
