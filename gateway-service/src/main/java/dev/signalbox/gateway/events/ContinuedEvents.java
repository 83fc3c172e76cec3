package dev.signalbox.gateway.events;

import dev.signalbox.gateway.resume.TokenTrail;
import dev.signalbox.gateway.sse.SseSplitter;
import org.jspecify.annotations.Nullable;

/** The events of an upstream that goes on with an answer, in the shape in which it began. */
public final class ContinuedEvents implements EventShape {
  private static final byte[] NOTHING = {};

  private final RelayPlan plan;
  private final TokenTrail trail;
  private final StreamTally tally;
  private byte @Nullable [] said;

  /**
   * @param tally where the counts of the whole answer are
   */
  public ContinuedEvents(RelayPlan plan, TokenTrail trail, StreamTally tally) {
    this.plan = plan;
    this.trail = trail;
    this.tally = tally;
  }

  /** What would be left out is missing from an answer that looks whole. */
  @Override
  public boolean tells(byte[] bytes, SseSplitter event, boolean usageOnly) {
    if (usageOnly) {
      return true;
    }
    said = event.oneDataLine() ? trail.follow(bytes, event.dataStart(), event.dataEnd()) : null;
    return said != null;
  }

  @Override
  public void apply(
      byte[] bytes, int start, int end, SseSplitter event, boolean usageOnly, EventEdit edit) {
    byte[] with = said == null ? NOTHING : said;
    if (usageOnly) {
      with = plan.keepUsage() ? usage() : NOTHING;
    }
    edit.replace(bytes, start, end, with);
    said = null;
  }

  private byte[] usage() {
    return trail.usage(
        tally.promptTokens(),
        tally.cachedTokens(),
        tally.completionTokens(),
        plan.explain() == null ? NOTHING : plan.explain().get());
  }
}
