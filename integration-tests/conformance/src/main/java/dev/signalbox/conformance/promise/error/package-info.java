/** Promises about errors: whose fault, which shape, and nothing hidden. */
@NullMarked
package dev.signalbox.conformance.promise.error;

import org.jspecify.annotations.NullMarked;
