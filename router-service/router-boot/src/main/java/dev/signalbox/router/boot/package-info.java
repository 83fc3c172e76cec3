/** Wires the router's core to configuration, probes and meters. */
@NullMarked
package dev.signalbox.router.boot;

import org.jspecify.annotations.NullMarked;
