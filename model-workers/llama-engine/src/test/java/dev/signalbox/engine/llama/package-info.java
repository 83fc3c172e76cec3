/** Tests of the engine; those tagged {@code real} need the library and the SmolLM2 model. */
@NullMarked
package dev.signalbox.engine.llama;

import org.jspecify.annotations.NullMarked;
