/** What was asked and answered, kept in a file, so that a run goes on where it stopped. */
@NullMarked
package dev.signalbox.bench.pair.answers;

import org.jspecify.annotations.NullMarked;
