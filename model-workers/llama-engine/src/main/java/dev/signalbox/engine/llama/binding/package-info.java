/**
 * The C API of llama.cpp v0.5.0 as Java: one class for each thing of the library, one method for
 * each call, and the checks that keep a wrong call from ending the process.
 */
@NullMarked
package dev.signalbox.engine.llama.binding;

import org.jspecify.annotations.NullMarked;
