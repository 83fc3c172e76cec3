package dev.signalbox.gateway.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span that has begun, or the lack of one. For one thread at a time. */
public interface OpenSpan {

  /** Whether what is put here will be seen; if not, it need not be gathered. */
  boolean recording();

  /** Notes a text. */
  void put(SpanAttribute attribute, String value);

  /** Notes a whole number. */
  void put(SpanAttribute attribute, long value);

  /** Notes a number. */
  void put(SpanAttribute attribute, double value);

  /** Notes several texts. */
  void put(SpanAttribute attribute, List<String> values);

  /** Notes whether something is so. */
  void put(SpanAttribute attribute, boolean value);

  /** What a server called below this span is told; null where nothing is traced. */
  @Nullable Onward onward();
}
