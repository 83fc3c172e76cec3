/** Connections that hold a place and bring nothing, by a clock of the test's own. */
@NullMarked
package dev.signalbox.gateway.connection;

import org.jspecify.annotations.NullMarked;
