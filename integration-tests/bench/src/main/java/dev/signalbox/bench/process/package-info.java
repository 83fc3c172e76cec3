/** Processes as the operating system sees them: what they use, on which cores. Needs Linux. */
@NullMarked
package dev.signalbox.bench.process;

import org.jspecify.annotations.NullMarked;
