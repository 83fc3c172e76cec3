/** What the layers above the engine cost, and what its prefix cache saves. */
@NullMarked
package dev.signalbox.bench.engine;

import org.jspecify.annotations.NullMarked;
