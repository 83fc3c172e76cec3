@NullMarked
package dev.signalbox.cli.verb;

import org.jspecify.annotations.NullMarked;
