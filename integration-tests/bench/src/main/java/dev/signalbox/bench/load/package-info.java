/** Clients that put load on a server and keep what they saw. */
@NullMarked
package dev.signalbox.bench.load;

import org.jspecify.annotations.NullMarked;
