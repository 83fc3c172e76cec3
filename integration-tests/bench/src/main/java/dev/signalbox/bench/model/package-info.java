/** The model that is measured. */
@NullMarked
package dev.signalbox.bench.model;

import org.jspecify.annotations.NullMarked;
