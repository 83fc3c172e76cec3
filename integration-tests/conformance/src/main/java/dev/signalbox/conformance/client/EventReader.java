package dev.signalbox.conformance.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body as the HTML standard's event-stream chapter says: lines end with LF, CR or CRLF, a
 * BOM at the start is dropped, data lines join by LF, an event needs its blank line.
 */
final class EventReader {
  private final Answer answer;
  private final List<Event> events = new ArrayList<>();
  private final List<String> data = new ArrayList<>();

  private EventReader(Answer answer) {
    this.answer = answer;
  }

  static List<Event> read(Answer answer) {
    EventReader reader = new EventReader(answer);
    reader.lines();
    return reader.events;
  }

  private void lines() {
    byte[] body = answer.body();
    int start = startsWithBom(body) ? 3 : 0;
    for (int i = start; i < body.length; i++) {
      if (body[i] != '\n' && body[i] != '\r') {
        continue;
      }
      int end = i;
      if (body[i] == '\r' && i + 1 < body.length && body[i + 1] == '\n') {
        i++;
      }
      line(new String(body, start, end - start, StandardCharsets.UTF_8), end);
      start = i + 1;
    }
  }

  private void line(String line, int offset) {
    if (line.isEmpty()) {
      if (!data.isEmpty()) {
        events.add(new Event(Event.Kind.DATA, String.join("\n", data), answer.arrivalOf(offset)));
        data.clear();
      }
    } else if (line.startsWith(":")) {
      events.add(
          new Event(Event.Kind.COMMENT, line.substring(1).strip(), answer.arrivalOf(offset)));
    } else if (line.startsWith("data:")) {
      String value = line.substring("data:".length());
      data.add(value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private static boolean startsWithBom(byte[] body) {
    return body.length >= 3
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF;
  }
}
