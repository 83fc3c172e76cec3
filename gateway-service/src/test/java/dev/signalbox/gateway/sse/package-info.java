/** The readers of streams, at every split. */
@NullMarked
package dev.signalbox.gateway.sse;

import org.jspecify.annotations.NullMarked;
