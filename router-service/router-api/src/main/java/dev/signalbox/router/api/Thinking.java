package dev.signalbox.router.api;

/**
 * How much thinking a request is worth.
 *
 * @param effort how much
 * @param budget tokens that may go into it; 0 with effort off
 */
public record Thinking(Effort effort, int budget) {}
