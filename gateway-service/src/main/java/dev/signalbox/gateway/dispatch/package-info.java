/** Sends a request to the placements of a decision, in order, until one begins to answer. */
@NullMarked
package dev.signalbox.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
