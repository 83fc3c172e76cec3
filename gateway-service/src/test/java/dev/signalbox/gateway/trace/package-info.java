/** Tests of what is told to OpenTelemetry. */
@NullMarked
package dev.signalbox.gateway.trace;

import org.jspecify.annotations.NullMarked;
