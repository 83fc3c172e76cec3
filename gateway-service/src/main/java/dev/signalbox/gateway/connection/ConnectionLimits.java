package dev.signalbox.gateway.connection;

import java.time.Duration;

/**
 * How long a connection may hold a place and bring nothing.
 *
 * @param head from the first byte of a request's head to its last
 * @param idle without a request under way, or while the client takes nothing of an answer
 * @param slowReader with a stream of HTTP/2 of whose data its client takes nothing
 */
public record ConnectionLimits(Duration head, Duration idle, Duration slowReader) {}
