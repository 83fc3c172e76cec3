package dev.signalbox.gateway.events;

import dev.signalbox.gateway.sse.AnswerScan;
import dev.signalbox.gateway.sse.SseSplitter;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is changed in an answer on its way to the client; all else passes byte for byte.
 *
 * @param model what {@code model} says to the client, as a JSON string with its quotes: put in the
 *     place of a value that is another
 * @param keepUsage whether the client asked for the usage chunk of a stream
 * @param explain makes the member to add to {@code usage}, without a comma; null for none
 * @param choices how many choices the client asked for
 * @param hangUp ends the client's connection at once
 */
public record RelayPlan(
    byte[] model,
    boolean keepUsage,
    @Nullable Supplier<byte[]> explain,
    int choices,
    Runnable hangUp)
    implements EventShape {
  private static final byte[] NOTHING = {};

  @Override
  public void apply(
      byte[] bytes, int start, int end, SseSplitter event, boolean usageOnly, EventEdit edit) {
    if (usageOnly && !keepUsage) {
      edit.replace(bytes, start, end, NOTHING);
    } else {
      change(bytes, start, event.scan(), edit);
    }
  }

  /**
   * Makes the changes in one object, in the order in which its members stand.
   *
   * @param base where in {@code bytes} the scan's positions count from
   */
  public void change(byte[] bytes, int base, AnswerScan scan, Replacements edit) {
    boolean usageFirst = scan.usageEnd() >= 0 && scan.usageEnd() <= scan.modelStart();
    if (usageFirst) {
      addExplanation(bytes, base, scan, edit);
    }
    nameModel(bytes, base, scan, edit);
    if (!usageFirst) {
      addExplanation(bytes, base, scan, edit);
    }
  }

  /** Servers may answer with another name than they were asked for, so what they say counts. */
  private void nameModel(byte[] bytes, int base, AnswerScan scan, Replacements edit) {
    int from = base + scan.modelStart();
    int to = base + scan.modelEnd();
    if (scan.modelEnd() >= 0 && !Arrays.equals(bytes, from, to, model, 0, model.length)) {
      edit.replace(bytes, from, to, model);
    }
  }

  private void addExplanation(byte[] bytes, int base, AnswerScan scan, Replacements edit) {
    if (explain != null && scan.usageEnd() >= 0) {
      int inside = base + scan.usageEnd() - 1;
      edit.replace(bytes, inside, inside, UsageSplice.member(explain.get(), bytes, inside));
    }
  }
}
