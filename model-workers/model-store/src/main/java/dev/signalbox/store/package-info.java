/** Weights and engine libraries: manifest, pull, digest. */
@NullMarked
package dev.signalbox.store;

import org.jspecify.annotations.NullMarked;
