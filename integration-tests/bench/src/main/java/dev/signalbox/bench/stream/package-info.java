/** A client that costs little: streamed answers over a bare socket. */
@NullMarked
package dev.signalbox.bench.stream;

import org.jspecify.annotations.NullMarked;
