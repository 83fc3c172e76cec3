/** An engine that answers from a script, with a latency model. */
@NullMarked
package dev.signalbox.engine.sim;

import org.jspecify.annotations.NullMarked;
