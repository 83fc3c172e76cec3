/**
 * Plans what {@code up} starts: which workers, on which ports, with which models, and the gateway
 * before them.
 */
@NullMarked
package dev.signalbox.cli.launch;

import org.jspecify.annotations.NullMarked;
