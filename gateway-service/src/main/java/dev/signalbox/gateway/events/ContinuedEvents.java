package dev.signalbox.gateway.events;

import dev.signalbox.gateway.resume.TokenTrail;
import dev.signalbox.gateway.sse.SseSplitter;

/** The events of an upstream that goes on with an answer, in the shape in which it began. */
public final class ContinuedEvents implements EventShape {
  private static final byte[] NOTHING = {};

  private final RelayPlan plan;
  private final TokenTrail trail;
  private final StreamTally tally;

  /**
   * @param tally where the counts of the whole answer are
   */
  public ContinuedEvents(RelayPlan plan, TokenTrail trail, StreamTally tally) {
    this.plan = plan;
    this.trail = trail;
    this.tally = tally;
  }

  @Override
  public void apply(
      byte[] bytes, int start, int end, SseSplitter event, boolean usageOnly, EventEdit edit) {
    byte[] with;
    if (usageOnly) {
      with = plan.keepUsage() ? usage() : NOTHING;
    } else if (event.oneDataLine()) {
      with = trail.follow(bytes, event.dataStart(), event.dataEnd());
    } else {
      trail.lose();
      with = NOTHING;
    }
    edit.replace(bytes, start, end, with);
  }

  private byte[] usage() {
    return trail.usage(
        tally.promptTokens(),
        tally.cachedTokens(),
        tally.completionTokens(),
        plan.explain() == null ? NOTHING : plan.explain().get());
  }
}
