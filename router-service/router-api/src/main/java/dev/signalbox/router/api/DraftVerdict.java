package dev.signalbox.router.api;

/** What became of a draft; also the value of the verdict tag on meters. */
public enum DraftVerdict {
  /** It was sure enough, and was the answer. */
  STANDS(true),
  /** Its confidence could not be told; the prompt is easy, so it was the answer. */
  UNMEASURED(true),
  /** It was not judged in time; the prompt is easy, so it was the answer from then on. */
  LATE(true),
  /** It was not sure enough, but nobody else could answer. */
  ALONE(true),
  /** It was not sure enough. */
  UNSURE(false),
  /** A second answer did not agree with it. */
  DISAGREED(false),
  /** It was not there in time. */
  TOO_SLOW(false),
  /** Nobody could write it, or it broke off. */
  FAILED(false),
  /** The client left before it was judged. */
  ABANDONED(false);

  private final boolean delivered;

  DraftVerdict(boolean delivered) {
    this.delivered = delivered;
  }

  /** Whether the draft was the answer; if not, its tokens were wasted. */
  public boolean delivered() {
    return delivered;
  }
}
