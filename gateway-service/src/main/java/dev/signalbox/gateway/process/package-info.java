/** The process: whom it belongs to, and what it asks of the system's scheduler. */
@NullMarked
package dev.signalbox.gateway.process;

import org.jspecify.annotations.NullMarked;
