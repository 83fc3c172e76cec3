/** Asks a gateway: both experts side by side, the router, and cascades. */
@NullMarked
package dev.signalbox.bench.pair.ask;

import org.jspecify.annotations.NullMarked;
