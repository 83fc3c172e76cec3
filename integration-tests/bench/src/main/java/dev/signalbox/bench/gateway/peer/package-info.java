/** The gateways that can be measured, and how each is started as its own manual says. */
@NullMarked
package dev.signalbox.bench.gateway.peer;

import org.jspecify.annotations.NullMarked;
