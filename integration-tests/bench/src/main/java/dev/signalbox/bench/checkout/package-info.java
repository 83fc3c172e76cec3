/** The checkout that is measured: where it is, and what its configuration says. */
@NullMarked
package dev.signalbox.bench.checkout;

import org.jspecify.annotations.NullMarked;
