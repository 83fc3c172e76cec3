package dev.signalbox.worker.server.openai;

/** A stream broke and its client was told: the connection must end without its last chunk. */
final class BrokenStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException() {
    super("the stream broke", null, false, false);
  }
}
