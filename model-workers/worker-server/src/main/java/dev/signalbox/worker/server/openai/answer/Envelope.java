package dev.signalbox.worker.server.openai.answer;

/**
 * What is the same in every object of one answer.
 *
 * @param id the answer's id, unique
 * @param created seconds of the Unix epoch
 * @param model the model's name as the client wrote it
 */
public record Envelope(String id, long created, String model) {

  /** The beginning of an object of this kind, up to and with the opening of its choices. */
  byte[] opening(String object) {
    return new JsonBytes(160)
        .raw("{\"id\":")
        .text(id)
        .raw(",\"object\":\"")
        .raw(object)
        .raw("\",\"created\":")
        .number(created)
        .raw(",\"model\":")
        .text(model)
        .raw(",\"choices\":[")
        .toByteArray();
  }
}
