/** The events of one answer: read piece by piece, counted, and changed where they have to be. */
@NullMarked
package dev.signalbox.gateway.events;

import org.jspecify.annotations.NullMarked;
