package dev.signalbox.gateway.request;

import dev.signalbox.gateway.request.RequestFacts.Places;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * A request's body with what was read of it. The bytes are kept as they came; only what the way to
 * an upstream demands is changed: the model's name, the {@code signalbox} object, and the wish for
 * usage in a stream. Everything else reaches the upstream byte for byte.
 */
public final class RequestBody {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
  private static final byte[] OPTIONS_MEMBER =
      ascii(",\"stream_options\":{\"include_usage\":true}");
  private static final byte[] USAGE_MEMBER = ascii("\"include_usage\":true,");
  private static final byte[] USAGE_ONLY = ascii("\"include_usage\":true");
  private static final byte[] NOTHING = {};

  private final byte[] bytes;
  private final int length;
  private final RequestFacts facts;

  RequestBody(byte[] bytes, int length, RequestFacts facts) {
    this.bytes = bytes;
    this.length = length;
    this.facts = facts;
  }

  /** What was read of it. */
  public RequestFacts facts() {
    return facts;
  }

  /** Its length as it came, in bytes. */
  public int length() {
    return length;
  }

  /**
   * Writes the body that an upstream gets. The caller owns the returned buffer.
   *
   * @param upstreamModel the model's name at the upstream, as a JSON string with its quotes
   */
  public ByteBuf forUpstream(ByteBufAllocator allocator, byte[] upstreamModel) {
    Splice splice = new Splice(allocator.ioBuffer(length + upstreamModel.length + 64));
    Places places = facts.places();
    boolean usage = facts.stream() && !facts.includeUsage();
    Span options = places.streamOptions();
    Span[] order = {places.model(), places.signalbox(), options};
    sort(order);
    for (Span span : order) {
      if (!span.present()) {
        continue;
      }
      if (span == places.model()) {
        splice.replace(span, upstreamModel);
      } else if (span == places.signalbox()) {
        splice.replace(span, NOTHING);
      } else if (usage) {
        askForUsage(splice, places);
      }
    }
    if (usage && !options.present()) {
      splice.replace(new Span(places.objectEnd(), places.objectEnd()), OPTIONS_MEMBER);
    }
    return splice.end();
  }

  private void askForUsage(Splice splice, Places places) {
    Span options = places.streamOptions();
    if (places.includeUsage().present()) {
      splice.replace(places.includeUsage(), TRUE);
    } else if (bytes[options.start()] == '{') {
      int inside = options.start() + 1;
      splice.replace(new Span(inside, inside), emptyObject(options) ? USAGE_ONLY : USAGE_MEMBER);
    } else {
      splice.replace(options, OPTIONS);
    }
  }

  private boolean emptyObject(Span object) {
    for (int i = object.start() + 1; i < object.end() - 1; i++) {
      if (bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  private static void sort(Span[] spans) {
    for (int i = 1; i < spans.length; i++) {
      for (int k = i; k > 0 && spans[k].start() < spans[k - 1].start(); k--) {
        Span higher = spans[k - 1];
        spans[k - 1] = spans[k];
        spans[k] = higher;
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Copies the body, front to back, with some stretches replaced. */
  private final class Splice {
    private final ByteBuf out;
    private int copied;

    Splice(ByteBuf out) {
      this.out = out;
    }

    void replace(Span span, byte[] with) {
      out.writeBytes(bytes, copied, span.start() - copied).writeBytes(with);
      copied = span.end();
    }

    ByteBuf end() {
      return out.writeBytes(bytes, copied, length - copied);
    }
  }
}
