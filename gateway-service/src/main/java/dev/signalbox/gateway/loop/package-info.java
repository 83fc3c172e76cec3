/** Timers that live on the event loop of the request that they watch. */
@NullMarked
package dev.signalbox.gateway.loop;

import org.jspecify.annotations.NullMarked;
