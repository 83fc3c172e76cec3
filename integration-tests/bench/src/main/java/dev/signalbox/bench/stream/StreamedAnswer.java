package dev.signalbox.bench.stream;

/**
 * What one streamed answer measured.
 *
 * @param firstTextNanos from sending the request to the first text that arrived
 * @param promptTokens as the server counted
 * @param cachedTokens of these, from the prefix cache
 * @param completionTokens as the server counted
 * @param text the answer as it stands in JSON, escapes and all
 */
public record StreamedAnswer(
    long firstTextNanos, int promptTokens, int cachedTokens, int completionTokens, String text) {}
