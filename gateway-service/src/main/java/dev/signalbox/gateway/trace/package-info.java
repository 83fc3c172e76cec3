/** What is told to OpenTelemetry of requests and attempts; nobody else knows it. */
@NullMarked
package dev.signalbox.gateway.trace;

import org.jspecify.annotations.NullMarked;
