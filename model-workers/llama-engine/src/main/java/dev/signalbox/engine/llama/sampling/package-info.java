/** How the next token is drawn, and how likely it was. */
@NullMarked
package dev.signalbox.engine.llama.sampling;

import org.jspecify.annotations.NullMarked;
