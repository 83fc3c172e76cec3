/** Ten thousand requests: what is held at the end is what was held near the beginning. */
@NullMarked
package dev.signalbox.bench.soak;

import org.jspecify.annotations.NullMarked;
