/** One answer, from the reservation to its one end: passed through, counted, accounted for. */
@NullMarked
package dev.signalbox.gateway.inference;

import org.jspecify.annotations.NullMarked;
