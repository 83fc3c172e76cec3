/** The replicas as known now: where they stand, how busy they are, how fast they have been. */
@NullMarked
package dev.signalbox.router.core.fleet;

import org.jspecify.annotations.NullMarked;
