/** The engine's library with nothing around it. */
@NullMarked
package dev.signalbox.bench.loop;

import org.jspecify.annotations.NullMarked;
