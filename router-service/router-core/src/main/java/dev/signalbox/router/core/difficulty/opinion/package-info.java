/** A second look at a prompt by the meaning of its text, for callers that may take milliseconds. */
@NullMarked
package dev.signalbox.router.core.difficulty.opinion;

import org.jspecify.annotations.NullMarked;
