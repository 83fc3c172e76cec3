package dev.signalbox.gateway.events;

import dev.signalbox.gateway.request.Span;
import dev.signalbox.gateway.resume.TokenTrail;
import dev.signalbox.gateway.sse.SseSplitter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events of an upstream that was asked for token ids: noted, and hidden from the client. */
public final class RecordedEvents implements EventShape {
  private static final byte[] NOTHING = {};

  private final RelayPlan plan;
  private final TokenTrail trail;

  public RecordedEvents(RelayPlan plan, TokenTrail trail) {
    this.plan = plan;
    this.trail = trail;
  }

  @Override
  public void apply(
      byte[] bytes, int start, int end, SseSplitter event, boolean usageOnly, EventEdit edit) {
    if (!event.oneDataLine()) {
      trail.lose();
      plan.apply(bytes, start, end, event, usageOnly, edit);
      return;
    }
    int from = event.dataStart();
    int to = event.dataEnd();
    List<Change> changes = new ArrayList<>(4);
    for (Span span : trail.note(bytes, from, to)) {
      changes.add(new Change(from + span.start(), from + span.end(), NOTHING));
    }
    if (usageOnly && !plan.keepUsage()) {
      edit.replace(bytes, start, end, NOTHING);
      return;
    }
    plan.change(
        bytes,
        start,
        event.scan(),
        (all, first, last, with) -> changes.add(new Change(first, last, with)));
    changes.sort(Comparator.comparingInt(Change::from));
    for (Change change : changes) {
      edit.replace(bytes, change.from, change.to, change.with);
    }
    if (trail.wantsShape()) {
      trail.shape(changed(bytes, from, to, changes));
    }
  }

  private static byte[] changed(byte[] bytes, int from, int to, List<Change> changes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int copied = from;
    for (Change change : changes) {
      out.write(bytes, copied, change.from - copied);
      out.writeBytes(change.with);
      copied = change.to;
    }
    out.write(bytes, copied, to - copied);
    return out.toByteArray();
  }

  private record Change(int from, int to, byte[] with) {}
}
