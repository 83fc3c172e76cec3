/** A worker's model from cold to ready and back, and the end of the process. */
@NullMarked
package dev.signalbox.worker.server.lifecycle;

import org.jspecify.annotations.NullMarked;
