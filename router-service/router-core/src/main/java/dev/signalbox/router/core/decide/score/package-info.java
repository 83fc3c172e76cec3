/** One rule a file: what speaks for and against each expert. */
@NullMarked
package dev.signalbox.router.core.decide.score;

import org.jspecify.annotations.NullMarked;
