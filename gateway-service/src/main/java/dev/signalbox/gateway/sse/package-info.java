/** Reads server-sent events and the JSON in them as bytes, without building anything. */
@NullMarked
package dev.signalbox.gateway.sse;

import org.jspecify.annotations.NullMarked;
