package dev.signalbox.router.core.difficulty.model;

/** A router artefact that cannot be used: of another version, cut, changed, or not one at all. */
public final class MalformedModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedModelException(String message) {
    super(message);
  }
}
