/** Orders the replicas of the chosen experts into placements. */
@NullMarked
package dev.signalbox.router.core.placement;

import org.jspecify.annotations.NullMarked;
