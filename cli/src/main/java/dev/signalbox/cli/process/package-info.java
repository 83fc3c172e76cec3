/** Keeps child processes running and ends them together. */
@NullMarked
package dev.signalbox.cli.process;

import org.jspecify.annotations.NullMarked;
