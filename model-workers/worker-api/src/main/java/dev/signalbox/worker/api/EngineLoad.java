package dev.signalbox.worker.api;

/**
 * How busy an engine is at one moment.
 *
 * @param running requests that hold a slot
 * @param waiting requests in the waiting line
 * @param cachedTokens tokens kept in the prefix cache of idle slots
 * @param promptTokensTotal prompt tokens computed since the start, cached ones not counted
 * @param completionTokensTotal tokens written since the start
 */
public record EngineLoad(
    int running,
    int waiting,
    long cachedTokens,
    long promptTokensTotal,
    long completionTokensTotal) {}
