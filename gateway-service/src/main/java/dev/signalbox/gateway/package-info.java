/** The gateway's application and its wiring. */
@NullMarked
package dev.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
