/** Judges questions by the shipped router, and by one of its recipe that has not seen them. */
@NullMarked
package dev.signalbox.bench.pair.router;

import org.jspecify.annotations.NullMarked;
