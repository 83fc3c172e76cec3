/** Tests of the probes against real servers. */
@NullMarked
package dev.signalbox.router.boot.probe;

import org.jspecify.annotations.NullMarked;
