/** Measures, run by hand or by the benchmark of the integration tests; nothing here is a test. */
@NullMarked
package dev.signalbox.engine.llama.bench;

import org.jspecify.annotations.NullMarked;
