/** Runs the whole test suite of the checkout and sums up what it said. */
@NullMarked
package dev.signalbox.cli.suite;

import org.jspecify.annotations.NullMarked;
