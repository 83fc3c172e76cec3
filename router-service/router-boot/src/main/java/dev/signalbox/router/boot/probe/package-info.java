/** Asks replicas how they are, again and again. */
@NullMarked
package dev.signalbox.router.boot.probe;

import org.jspecify.annotations.NullMarked;
