package dev.signalbox.store.manifest;

import java.util.List;

/**
 * One file that can be pulled.
 *
 * @param id what users call it; also the stem of its file name in the cache
 * @param title what it is, for people
 * @param bytes its exact size
 * @param sha256 its digest in lower-case hexadecimal: the only thing that is trusted
 * @param licence SPDX id of the licence of the content
 * @param sources where to look, in this order
 */
public record Artifact(
    String id, String title, long bytes, String sha256, String licence, List<Source> sources) {

  public Artifact {
    if (bytes <= 0) {
      throw new IllegalArgumentException(id + ": bytes: " + bytes + " (expected: > 0)");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          id + ": sha256: " + sha256 + " (expected: 64 lower-case hexadecimal digits)");
    }
    sources = List.copyOf(sources);
  }
}
