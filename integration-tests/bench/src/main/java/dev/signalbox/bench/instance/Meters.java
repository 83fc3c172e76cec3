package dev.signalbox.bench.instance;

import java.util.List;

/**
 * What a gateway's meters say at one moment.
 *
 * @param lines of Prometheus's text format
 */
public record Meters(List<String> lines) {
  public Meters {
    lines = List.copyOf(lines);
  }

  static Meters of(int adminPort) {
    return new Meters(Loopback.text(adminPort, "/actuator/prometheus").lines().toList());
  }

  /** Answers under way. */
  public int underWay() {
    return (int) sum("signalbox_gateway_under_way");
  }

  /** Bulkhead permits that are taken, over all replicas. */
  public int permitsTaken() {
    return (int)
        (sum("resilience4j_bulkhead_max_allowed_concurrent_calls")
            - sum("resilience4j_bulkhead_available_concurrent_calls"));
  }

  /** The values of a meter over all tags. */
  private double sum(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(Double::sum)
        .orElseThrow(() -> new IllegalStateException(name + " is not among the gateway's meters"));
  }
}
