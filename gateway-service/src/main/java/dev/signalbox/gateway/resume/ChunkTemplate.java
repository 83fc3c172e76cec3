package dev.signalbox.gateway.resume;

import dev.signalbox.gateway.request.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The shape of a stream's chunks, taken from one of them: what another upstream says later is
 * written in it, so that a client sees one answer by one hand. It keeps every field that the first
 * upstream wrote, known or not. Immutable.
 */
final class ChunkTemplate {
  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] NULL = ascii("null");
  private static final byte[] NOTHING = ascii("{}");
  private static final byte[] CONTENT = ascii("{\"content\":");
  private static final byte[] CLOSE = ascii("}");

  private final boolean chat;
  private final byte[] head;
  private final byte[] middle;
  private final byte[] tail;
  private final String opening;

  private ChunkTemplate(boolean chat, byte[] head, byte[] middle, byte[] tail, String opening) {
    this.chat = chat;
    this.head = head;
    this.middle = middle;
    this.tail = tail;
    this.opening = opening;
  }

  /**
   * Whether a chunk can be a template: it has a choice, and its fields stand in the usual order.
   */
  static boolean canBe(Chunk chunk) {
    return chunk.choices() == 1
        && chunk.says().present()
        && chunk.finish().present()
        && chunk.says().end() < chunk.finish().start()
        && chunk.id().present()
        && chunk.created().present()
        && chunk.model().present();
  }

  /**
   * Takes the shape of a chunk as the client got it.
   *
   * @param bytes where its JSON lies
   * @param from first byte of the JSON
   * @param to one past the last
   */
  static ChunkTemplate of(Chunk chunk, byte[] bytes, int from, int to) {
    boolean chat = bytes[from + chunk.says().start()] == '{';
    String opening =
        "{\"id\":"
            + text(bytes, from, chunk.id())
            + ",\"object\":"
            + (chat ? "\"chat.completion.chunk\"" : "\"text_completion\"")
            + ",\"created\":"
            + text(bytes, from, chunk.created())
            + ",\"model\":"
            + text(bytes, from, chunk.model());
    return new ChunkTemplate(
        chat,
        Arrays.copyOfRange(bytes, from, from + chunk.says().start()),
        Arrays.copyOfRange(bytes, from + chunk.says().end(), from + chunk.finish().start()),
        Arrays.copyOfRange(bytes, from + chunk.finish().end(), to),
        opening);
  }

  private static String text(byte[] bytes, int from, Span span) {
    return new String(
        bytes, from + span.start(), span.end() - span.start(), StandardCharsets.UTF_8);
  }

  /**
   * Writes the events for what a chunk says: its text, and the reason of the end. A chat's last
   * event says nothing else; a completion's may.
   *
   * @param said the text as a JSON string with its quotes
   * @param finish the reason as JSON, or null before the end
   */
  void write(
      ByteArrayOutputStream out, byte[] said, byte @org.jspecify.annotations.Nullable [] finish) {
    boolean speaks = said.length > 2;
    if (finish == null || !chat) {
      event(out, said, finish == null ? NULL : finish);
      return;
    }
    if (speaks) {
      event(out, said, NULL);
    }
    raw(out, NOTHING, finish);
  }

  private void event(ByteArrayOutputStream out, byte[] said, byte[] finish) {
    if (!chat) {
      raw(out, said, finish);
      return;
    }
    ByteArrayOutputStream delta = new ByteArrayOutputStream(said.length + 16);
    delta.writeBytes(CONTENT);
    delta.writeBytes(said);
    delta.writeBytes(CLOSE);
    raw(out, delta.toByteArray(), finish);
  }

  private void raw(ByteArrayOutputStream out, byte[] says, byte[] finish) {
    out.writeBytes(DATA);
    out.writeBytes(head);
    out.writeBytes(says);
    out.writeBytes(middle);
    out.writeBytes(finish);
    out.writeBytes(tail);
    out.writeBytes(END);
  }

  /**
   * Writes the event with the counts.
   *
   * @param member a further member of {@code usage}, without a comma; empty for none
   */
  void usage(ByteArrayOutputStream out, long prompt, long cached, long completion, byte[] member) {
    out.writeBytes(DATA);
    out.writeBytes(
        (opening
                + ",\"choices\":[],\"usage\":{\"prompt_tokens\":"
                + prompt
                + ",\"completion_tokens\":"
                + completion
                + ",\"total_tokens\":"
                + (prompt + completion)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + cached
                + "}"
                + (member.length == 0 ? "" : ","))
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(member);
    out.writeBytes(CLOSE);
    out.writeBytes(CLOSE);
    out.writeBytes(END);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
