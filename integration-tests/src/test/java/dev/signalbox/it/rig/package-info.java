/** Processes that several tests share, so that the suite starts each once. */
@NullMarked
package dev.signalbox.it.rig;

import org.jspecify.annotations.NullMarked;
