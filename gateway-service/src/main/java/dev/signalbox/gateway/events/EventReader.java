package dev.signalbox.gateway.events;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.sse.SseSplitter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one stream out of the pieces in which they come, and makes of each piece what
 * the client gets of it: whole events, byte for byte but for what the {@link EventShape} changes. A
 * piece that nothing changes in is passed on without a copy.
 *
 * <p>{@code [DONE]} is kept back: it is the relay's to send, once the transport has ended. For one
 * thread.
 */
public final class EventReader {
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final Refusal TOO_LONG =
      new Refusal.UpstreamFailed("a line of the upstream's stream is longer than 1 MiB");
  private static final byte[] NOTHING = {};
  private static final byte[] LINE_FEED = {'\n'};
  private static final byte[] BLANK_LINE = {'\n', '\n'};
  private static final int KEPT_CARRY = 16 * 1024;

  /** Bytes of events and comments after which the stream has begun without a token. */
  private static final int MOST_BEFORE_TOKEN = 64 * 1024;

  /**
   * Events without a token after which it has: the role and a filter's verdict come before the
   * first one, and who goes on with more of that kind shows that it lives while it thinks.
   */
  private static final int MOST_EVENTS_BEFORE_TOKEN = 3;

  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[KEPT_CARRY];
        }
      };

  private final EventShape shape;
  private final int choices;
  private final boolean beginsWithToken;
  private final RelayListener listener;
  private final SseSplitter splitter = new SseSplitter();
  private final StreamTally tally;
  private final EventEdit edit;

  private byte[] carry = NOTHING;
  private int carried;
  private boolean spoken;
  private boolean begun;
  private int beforeToken;
  private int eventsBeforeToken;
  private boolean removed;
  private byte @Nullable [] done;
  private byte @Nullable [] firstError;
  private @Nullable Refusal failure;
  private long tokenAt;
  private long now;

  /**
   * @param shape what becomes of each event
   * @param choices how many choices must finish
   * @param beginsWithToken whether the stream begins with its first token, or its end, rather than
   *     with its first event
   * @param tally counts them
   */
  public EventReader(
      EventShape shape,
      int choices,
      boolean beginsWithToken,
      StreamTally tally,
      RelayListener listener,
      ByteBufAllocator allocator) {
    this.shape = shape;
    this.choices = choices;
    this.beginsWithToken = beginsWithToken;
    this.tally = tally;
    this.listener = listener;
    this.edit = new EventEdit(allocator);
  }

  /**
   * Reads a piece.
   *
   * @param piece the caller goes on owning it
   * @param at when it came, by {@link System#nanoTime()}
   * @return what the client gets, owned by the caller; null if nothing
   */
  public @Nullable ByteBuf read(ByteBuf piece, long at) {
    now = at;
    if (done != null) {
      afterDone(piece);
      return null;
    }
    boolean fresh = carried == 0;
    int length = carried + piece.readableBytes();
    byte[] bytes = fresh ? scratch(length) : grownCarry(length);
    piece.getBytes(piece.readerIndex(), bytes, carried, piece.readableBytes());
    edit.expect(length);
    if (removed && splitter.lineFeedLeft(bytes, length)) {
      edit.replace(bytes, 0, 1, NOTHING); // the second half of a line end whose event was removed
    }
    removed &= length == 0;
    int end = splitter.next(bytes, length);
    while (end >= 0) {
      event(bytes, splitter.eventStart(), end);
      end = failure == null && done == null ? splitter.next(bytes, length) : -1;
    }
    int cut = splitter.boundary();
    ByteBuf out = fresh && !edit.touched() ? slice(piece, cut) : edit.end(bytes, cut);
    keep(bytes, cut, done == null ? length : cut);
    if (failure == null && splitter.tooLong(carried)) {
      failure = TOO_LONG;
    }
    return out;
  }

  /** Nothing counts any more but the second half of the last line's end. */
  private void afterDone(ByteBuf piece) {
    byte[] held = done;
    if (held != null
        && held[held.length - 1] == '\r'
        && piece.isReadable()
        && piece.getByte(piece.readerIndex()) == '\n') {
      done = joined(held, LINE_FEED);
    }
  }

  private void event(byte[] bytes, int start, int end) {
    removed = false;
    if (!begun) {
      beforeToken += end - start;
      begun = beforeToken > MOST_BEFORE_TOKEN;
    }
    if (!splitter.hasData()) {
      return;
    }
    if (splitter.done()) {
      if (!spoken) {
        failure = Refusal.UpstreamFailed.BROKE_OFF; // an end of nothing is no answer
        remove(bytes, start, end);
        return;
      }
      done = Arrays.copyOfRange(bytes, start, end);
      remove(bytes, start, end);
      begun = true;
      return;
    }
    AnswerScan scan = splitter.scan();
    if (!scan.complete() || splitter.error() || scan.brokenOff()) {
      failure = Refusal.UpstreamFailed.BROKE_OFF;
      firstError = begun ? null : splitter.errorData(bytes);
      remove(bytes, start, end);
      return;
    }
    boolean usageOnly = tally.isUsageChunk(scan);
    if (!shape.tells(bytes, splitter, usageOnly)) {
      failure = Refusal.UpstreamFailed.BROKE_OFF;
      remove(bytes, start, end);
      return;
    }
    boolean token = tally.add(scan);
    if (token) {
      listener.token(tokenAt == 0 ? 0 : now - tokenAt);
      tokenAt = now;
    }
    shape.apply(bytes, start, end, splitter, usageOnly, edit);
    removed = edit.reaches(end);
    spoken = true;
    if (!begun) {
      eventsBeforeToken++;
      begun =
          token
              || !beginsWithToken
              || scan.finished() != 0
              || eventsBeforeToken > MOST_EVENTS_BEFORE_TOKEN;
    }
  }

  private void remove(byte[] bytes, int start, int end) {
    edit.replace(bytes, start, end, NOTHING);
    removed = true;
  }

  private static byte[] scratch(int length) {
    byte[] bytes = SCRATCH.get();
    return bytes.length >= length ? bytes : new byte[length];
  }

  private byte[] grownCarry(int length) {
    if (carry.length < length) {
      carry = Arrays.copyOf(carry, Math.max(length, carry.length * 2));
    }
    return carry;
  }

  private static @Nullable ByteBuf slice(ByteBuf piece, int cut) {
    if (cut <= 0) {
      return null;
    }
    return cut == piece.readableBytes()
        ? piece.retain()
        : piece.retainedSlice(piece.readerIndex(), cut);
  }

  /** Keeps what belongs to an event that has not ended. */
  private void keep(byte[] bytes, int cut, int length) {
    int rest = length - cut;
    if (rest == 0) {
      carry = carry.length > KEPT_CARRY ? NOTHING : carry;
    } else if (bytes == carry) {
      System.arraycopy(carry, cut, carry, 0, rest);
    } else {
      carry = carry.length < rest ? new byte[Math.max(rest, 512)] : carry;
      System.arraycopy(bytes, cut, carry, 0, rest);
    }
    carried = rest;
    splitter.shift(cut);
  }

  /**
   * Reads what is left when the transport has ended cleanly: a last event without its blank line
   * counts if it is whole in itself.
   *
   * @return what the client gets of it; null if nothing
   */
  public @Nullable ByteBuf finish() {
    ByteBuf out = null;
    if (carried > 0 && splitter.finish(carry, carried)) {
      event(carry, splitter.eventStart(), carried);
      out = edit.end(carry, carried);
      out = out == null ? null : out.writeBytes(BLANK_LINE);
      done = done == null ? null : joined(done, BLANK_LINE);
    }
    if (failure == null && done == null && !tally.finished(choices)) {
      failure = Refusal.UpstreamFailed.BROKE_OFF;
    }
    begun |= failure == null;
    return out;
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  /** The transport broke. */
  public void broken() {
    failure = Refusal.UpstreamFailed.BROKE_OFF;
  }

  /** Lets go of everything. */
  public void drop() {
    edit.drop();
  }

  /** Whether so much has come that nobody else can be asked. */
  public boolean begun() {
    return begun;
  }

  /** The event {@code [DONE]} as it came; null before. Nobody may change the array. */
  public byte @Nullable [] done() {
    return done;
  }

  /** The event that ends a whole stream: as it came, or as it should have. */
  public byte[] doneEvent() {
    return done == null ? DONE : done;
  }

  /** Why the stream is broken; null as long as it is not. */
  public @Nullable Refusal failure() {
    return failure;
  }

  /**
   * The JSON of an error event that came before the stream had begun, as the upstream wrote it;
   * null if none did. Nobody may change the array.
   */
  public byte @Nullable [] firstError() {
    return firstError;
  }

  /** Why the stream is broken, or what to say if it is not known. */
  public Refusal failureOr(Refusal unknown) {
    return failure == null ? unknown : failure;
  }
}
