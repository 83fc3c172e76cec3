/** How long the router takes to decide. */
@NullMarked
package dev.signalbox.bench.decision;

import org.jspecify.annotations.NullMarked;
