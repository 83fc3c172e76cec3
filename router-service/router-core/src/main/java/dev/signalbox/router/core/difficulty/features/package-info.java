/** Turns a prompt's text into numbers: hashed n-grams and surface features. Knows no model. */
@NullMarked
package dev.signalbox.router.core.difficulty.features;

import org.jspecify.annotations.NullMarked;
