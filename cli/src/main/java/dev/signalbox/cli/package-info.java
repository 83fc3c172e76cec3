/** The command line and the supervisor of local processes. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
