package dev.signalbox.router.api;

/**
 * One line of why a decision fell as it did, readable by people and sortable by machines.
 *
 * @param rule name of the filter, scorer or picker that speaks, e.g. {@code context-length}
 * @param expert the expert it speaks about, or {@code *} for the request as a whole
 * @param contribution what the rule added to the expert's score; 0 for filters and notes
 * @param text one sentence
 */
public record Reason(String rule, String expert, double contribution, String text) {}
