/** Decides: filters say who can, scorers say how well, a picker chooses. Pure but for chance. */
@NullMarked
package dev.signalbox.router.core.decide;

import org.jspecify.annotations.NullMarked;
