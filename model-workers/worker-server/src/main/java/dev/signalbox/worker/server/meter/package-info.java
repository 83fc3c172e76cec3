/** What a worker counts and times. */
@NullMarked
package dev.signalbox.worker.server.meter;

import org.jspecify.annotations.NullMarked;
