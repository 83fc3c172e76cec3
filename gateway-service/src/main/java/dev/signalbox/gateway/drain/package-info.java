/** What is under way when the gateway is told to stop, and how it comes to an end in time. */
@NullMarked
package dev.signalbox.gateway.drain;

import org.jspecify.annotations.NullMarked;
