/** The reader of requests. */
@NullMarked
package dev.signalbox.gateway.inference;

import org.jspecify.annotations.NullMarked;
