package dev.signalbox.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What lay in the directory at one moment.
 *
 * @param files every file that was read, by path
 * @param problems what could not be read
 * @param folders kinds that have a folder, be it an empty one
 * @param revision hash over names and contents: equal content has equal revisions, wherever it lies
 */
record ConfigScan(
    List<SourceFile> files, List<ConfigProblem> problems, Set<String> folders, String revision) {
  private static final int REVISION_CHARS = 12;

  ConfigScan {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
    folders = Set.copyOf(folders);
  }

  static ConfigScan of(List<SourceFile> files, List<ConfigProblem> problems, Set<String> folders) {
    MessageDigest digest = sha256();
    for (SourceFile file : files) {
      add(digest, file.path().getBytes(StandardCharsets.UTF_8));
      add(digest, file.bytes());
    }
    for (ConfigProblem problem : problems) {
      add(digest, problem.toString().getBytes(StandardCharsets.UTF_8));
    }
    String revision = HexFormat.of().formatHex(digest.digest()).substring(0, REVISION_CHARS);
    return new ConfigScan(files, problems, folders, revision);
  }

  /** The same with a file in the place of the one at its path, or beside the others. */
  ConfigScan with(SourceFile file) {
    List<SourceFile> all = new ArrayList<>(files);
    all.removeIf(other -> other.path().equals(file.path()));
    all.add(file);
    all.sort(Comparator.comparing(SourceFile::kind).thenComparing(SourceFile::path));
    return of(all, problems, folders);
  }

  /** Length first, so that moving a byte from one file to the next changes the hash. */
  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
