/** What a person sees while waiting. */
@NullMarked
package dev.signalbox.cli.terminal;

import org.jspecify.annotations.NullMarked;
