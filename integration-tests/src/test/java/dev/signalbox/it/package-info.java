/** A file per promise, tried on real processes. */
@NullMarked
package dev.signalbox.it;

import org.jspecify.annotations.NullMarked;
