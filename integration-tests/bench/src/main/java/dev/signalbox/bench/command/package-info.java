/** The command line: which benchmark, on what. */
@NullMarked
package dev.signalbox.bench.command;

import org.jspecify.annotations.NullMarked;
