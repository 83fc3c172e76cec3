/**
 * One stream on its way from an upstream to a client: backpressure, time, and its one end; and who
 * carries it on when its upstream dies.
 */
@NullMarked
package dev.signalbox.gateway.relay;

import org.jspecify.annotations.NullMarked;
