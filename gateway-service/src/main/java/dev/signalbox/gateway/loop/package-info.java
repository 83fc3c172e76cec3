/** What lives on the event loop of a request: its timers, and its turn to begin. */
@NullMarked
package dev.signalbox.gateway.loop;

import org.jspecify.annotations.NullMarked;
