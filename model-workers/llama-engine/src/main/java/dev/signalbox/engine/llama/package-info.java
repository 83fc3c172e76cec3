/** llama.cpp behind the Engine port. */
@NullMarked
package dev.signalbox.engine.llama;

import org.jspecify.annotations.NullMarked;
