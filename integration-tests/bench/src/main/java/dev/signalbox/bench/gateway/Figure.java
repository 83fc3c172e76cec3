package dev.signalbox.bench.gateway;

/** What is measured, in the order of the table. */
enum Figure {
  CPU_REQUEST("CPU us/request, 64 connections", "<= 90", false),
  RATE("requests/s on one core, 64 connections", ">= 11000", true),
  LATENCY_50("added latency p50 us, 1 connection", "<= 250", false),
  LATENCY_99("added latency p99 us, 1 connection", "<= 500", false),
  CPU_CHUNK("CPU us/chunk, 64 streams", "<= 35", false),
  FIRST_50("added time to first token p50 ms, 64 streams", "<= 0.4", false),
  FIRST_99("added time to first token p99 ms, 64 streams", "<= 1.0", false),
  COLD_99("the same p99, 64 new streams within 20 ms on cold connections", "", false),
  UNLIKE_50("added time to first token p50 ms, 64 streams of unlike lengths", "<= 0.4", false),
  UNLIKE_99("added time to first token p99 ms, 64 streams of unlike lengths", "<= 1.0", false),
  TRANSIT_50("added transit of a chunk p50 us", "", false),
  TRANSIT_99("added transit of a chunk p99 us", "<= 300", false),
  UNLIKE_TRANSIT_99("the same p99 us, streams of unlike lengths", "<= 300", false),
  START("start ms, second time", "<= 3000", true),
  IDLE("memory MiB, idle", "", true),
  PEAK("memory MiB, 32 connections with bodies of 150 KB", "<= 350", true),
  REST("memory MiB, after a rest", "", true);

  private final String title;
  private final String target;
  private final boolean whole;

  Figure(String title, String target, boolean whole) {
    this.title = title;
    this.target = target;
    this.whole = whole;
  }

  String title() {
    return title;
  }

  /** What Signalbox promises; empty without a promise. */
  String target() {
    return target;
  }

  /** Whether fractions mean nothing. */
  boolean whole() {
    return whole;
  }
}
