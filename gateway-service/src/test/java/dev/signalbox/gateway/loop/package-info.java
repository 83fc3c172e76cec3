/** Races and timers on an event loop whose time the test holds. */
@NullMarked
package dev.signalbox.gateway.loop;

import org.jspecify.annotations.NullMarked;
