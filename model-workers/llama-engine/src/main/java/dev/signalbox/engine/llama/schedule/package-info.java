/**
 * Continuous batching: requests share one context as sequences, stepped by one thread. Knows the
 * library only behind {@link dev.signalbox.engine.llama.schedule.DecodeContext}.
 */
@NullMarked
package dev.signalbox.engine.llama.schedule;

import org.jspecify.annotations.NullMarked;
