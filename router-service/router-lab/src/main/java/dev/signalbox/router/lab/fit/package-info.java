/** Fits linear models and calibrations to labelled prompts. */
@NullMarked
package dev.signalbox.router.lab.fit;

import org.jspecify.annotations.NullMarked;
