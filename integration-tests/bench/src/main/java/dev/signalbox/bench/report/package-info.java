/** Medians and their spread as a table. */
@NullMarked
package dev.signalbox.bench.report;

import org.jspecify.annotations.NullMarked;
