/** The port to an inference engine and the records of the worker protocol. */
@NullMarked
package dev.signalbox.worker.api;

import org.jspecify.annotations.NullMarked;
