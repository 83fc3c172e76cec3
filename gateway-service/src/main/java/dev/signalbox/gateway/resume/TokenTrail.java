package dev.signalbox.gateway.resume;

import dev.signalbox.gateway.request.RequestBody;
import dev.signalbox.gateway.request.Span;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The tokens of one answer as far as the client has them, and the shape of its chunks: all that it
 * takes to go on elsewhere. It is lost as soon as an upstream says something that ids do not tell.
 * For one thread.
 */
public final class TokenTrail {
  private static final int[] NONE = {};
  private static final byte[] LENGTH = {'"', 'l', 'e', 'n', 'g', 't', 'h', '"'};
  private static final byte[] EMPTY_TEXT = {'"', '"'};

  private int[] prompt = NONE;
  private int[] ids = new int[64];
  private int count;
  private int spoken;
  private boolean lost;
  private boolean finished;
  private @Nullable ChunkTemplate template;

  /**
   * Notes a chunk of the first upstream.
   *
   * @param bytes where its JSON lies
   * @param from first byte of the JSON
   * @param to one past the last
   * @return where it tells token ids, counted from {@code from}, to be hidden from the client
   */
  public List<Span> note(byte[] bytes, int from, int to) {
    try {
      Chunk chunk = ChunkReader.read(bytes, from, to);
      note(chunk);
      return chunk.hidden();
    } catch (JacksonException e) {
      lost = true;
      return List.of();
    }
  }

  private void note(Chunk chunk) {
    // what an upstream that continues calls its prompt is prompt and answer so far
    prompt = prompt.length == 0 ? chunk.prompt() : prompt;
    if (chunk.choices() == 0) {
      return;
    }
    lost |= chunk.choices() > 1 || !chunk.plain() || (chunk.speaks() && chunk.ids().length == 0);
    finished |= chunk.finished();
    while (count + chunk.ids().length > ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    System.arraycopy(chunk.ids(), 0, ids, count, chunk.ids().length);
    count += chunk.ids().length;
    spoken = chunk.speaks() ? count : spoken;
  }

  /** The stream cannot be followed. */
  public void lose() {
    lost = true;
  }

  /** Whether the shape of the chunks is still to be learnt. */
  public boolean wantsShape() {
    return template == null && !lost;
  }

  /**
   * Learns the shape from a chunk's JSON as the client got it; one without a choice says nothing.
   */
  public void shape(byte[] json) {
    try {
      Chunk chunk = ChunkReader.read(json, 0, json.length);
      if (ChunkTemplate.canBe(chunk)) {
        template = ChunkTemplate.of(chunk, json, 0, json.length);
      } else if (chunk.choices() > 0) {
        lost = true;
      }
    } catch (JacksonException e) {
      lost = true;
    }
  }

  /**
   * Takes in a chunk of an upstream that continues.
   *
   * @return the events to send for it; empty if it has no choice. Null if it cannot be told in the
   *     shape of the chunks before it: then nothing of it is noted, and somebody else may go on
   */
  public byte @Nullable [] follow(byte[] bytes, int from, int to) {
    Chunk chunk = readable(bytes, from, to);
    ChunkTemplate shape = template;
    if (chunk == null || shape == null || chunk.choices() > 1) {
      return null;
    }
    note(chunk);
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    if (chunk.choices() == 1) {
      byte[] said = chunk.text().present() ? cut(bytes, from, chunk.text()) : EMPTY_TEXT;
      shape.write(out, said, chunk.finished() ? cut(bytes, from, chunk.finish()) : null);
    }
    return out.toByteArray();
  }

  private static @Nullable Chunk readable(byte[] bytes, int from, int to) {
    try {
      return ChunkReader.read(bytes, from, to);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static byte[] cut(byte[] bytes, int from, Span span) {
    return Arrays.copyOfRange(bytes, from + span.start(), from + span.end());
  }

  /** The event with the counts. {@code member} is a further member of usage; empty for none. */
  public byte[] usage(long promptTokens, long cached, long completion, byte[] member) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    if (template != null) {
      template.usage(out, promptTokens, cached, completion, member);
    }
    return out.toByteArray();
  }

  /** The event that says that the answer ended at its limit. */
  public byte[] limitReached() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    if (template != null) {
      template.write(out, EMPTY_TEXT, LENGTH);
    }
    finished = true;
    return out.toByteArray();
  }

  /** Whether the answer could go on from here. */
  public boolean usable() {
    return !lost && template != null && prompt.length > 0;
  }

  /** Whether the answer has its finish reason. */
  public boolean finished() {
    return finished;
  }

  /**
   * What is asked of whoever goes on.
   *
   * @param request what the client asked
   * @param seed for a request without one
   * @return null if the request holds something that nobody could take up in the middle
   */
  public @Nullable Continuation continuation(RequestBody request, long seed) {
    return usable() ? Continuation.of(request.tree(), this, seed) : null;
  }

  /** Forgets tokens whose text the client does not have: they are drawn again. */
  public void rewind() {
    count = spoken;
  }

  int[] prompt() {
    return prompt;
  }

  int id(int index) {
    return ids[index];
  }

  /** Tokens of the prompt. */
  public int promptTokens() {
    return prompt.length;
  }

  /** Tokens of the answer. */
  public int answerTokens() {
    return count;
  }

  /** Of these, tokens up to the last whose text the client has. */
  int spokenTokens() {
    return spoken;
  }
}
