/** Promises about streams while all goes well. */
@NullMarked
package dev.signalbox.conformance.promise.stream;

import org.jspecify.annotations.NullMarked;
