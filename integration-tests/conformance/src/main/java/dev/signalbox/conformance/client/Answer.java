package dev.signalbox.conformance.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back, as far as it came.
 *
 * @param status the HTTP status; 0 if not even a status line came
 * @param headers every header line in order
 * @param body the decoded body
 * @param arrivals when which part of the body came
 * @param ending how it ended
 */
public record Answer(
    int status,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    List<Arrival> arrivals,
    Ending ending) {
  public Answer {
    headers = List.copyOf(headers);
    arrivals = List.copyOf(arrivals);
  }

  /**
   * Part of a body.
   *
   * @param end bytes of the body that were there once it had come
   * @param nanos {@link System#nanoTime()} of its arrival
   */
  public record Arrival(int end, long nanos) {}

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  public boolean isJson() {
    return header("content-type")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .startsWith("application/json");
  }

  /** The body read as an event stream. */
  public List<Event> events() {
    return EventReader.read(this);
  }

  /** When byte {@code offset} of the body had come. */
  long arrivalOf(int offset) {
    int low = 0;
    int high = arrivals.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arrivals.get(middle).end() > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return arrivals.isEmpty() ? 0L : arrivals.get(low).nanos();
  }
}
