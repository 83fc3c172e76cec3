/** Gateways that are wrong on purpose, so that each promise is seen broken once. */
@NullMarked
package dev.signalbox.conformance.wrong;

import org.jspecify.annotations.NullMarked;
