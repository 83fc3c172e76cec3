/** How well a router ranks and how honest its probabilities are. */
@NullMarked
package dev.signalbox.router.lab.metric;

import org.jspecify.annotations.NullMarked;
