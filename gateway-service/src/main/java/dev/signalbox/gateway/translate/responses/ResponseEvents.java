package dev.signalbox.gateway.translate.responses;

import tools.jackson.databind.node.ObjectNode;

/** Hears the events of one answer. */
interface ResponseEvents {
  /** Nobody listens: the answer is wanted at once. */
  ResponseEvents UNHEARD = (type, event) -> {};

  /**
   * Something has happened.
   *
   * @param type its name, {@code response.*}
   * @param event what it says beside its type and its number
   */
  void happened(String type, ObjectNode event);
}
