/** The verbs of the command line, one a file: they parse, call what does the work, and print. */
@NullMarked
package dev.signalbox.cli.verb;

import org.jspecify.annotations.NullMarked;
