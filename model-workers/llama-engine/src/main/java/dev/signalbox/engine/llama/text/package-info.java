/** From tokens to text and back, without a native call. */
@NullMarked
package dev.signalbox.engine.llama.text;

import org.jspecify.annotations.NullMarked;
